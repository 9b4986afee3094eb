import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDirectory } from '@infraforge/identity';
import { type Caller, fixedClock, PlatformError, silentLogger } from '@infraforge/kernel';
import { memoryForgeStore } from '@infraforge/scm';
import { memoryServiceRegister } from '@infraforge/services';
import { memoryObjectStore } from '@infraforge/workloads';
import type { PlatformContext } from '../context.ts';
import { admitService } from './admit-service.ts';
import {
  type CatalogEntries,
  type CreationTaskStatus,
  type CreationTasks,
  superviseServices,
} from './supervise-services.ts';

const clock = fixedClock('2026-11-24T10:00:00Z');
const ana: Caller = {
  subject: 'user:default/ana',
  groups: ['payments'],
  role: 'member',
  scopes: undefined,
  via: 'portal',
};
const orders = { name: 'orders', owner: 'payments', description: '' };
const catalog: CatalogEntries = { forget: async () => true };
const EXISTS = 'Repository creation failed.: name already exists on this account';

/** The scaffolder: tasks that end when the test says so, and start over as it does. */
function scaffolder() {
  const tasks = new Map<string, CreationTaskStatus>();
  const restarted = new Map<string, string>();
  const refused = new Set<string>();
  const set = (id: string, status: CreationTaskStatus['status'], failure?: string) =>
    tasks.set(id, { status, failure, attempt: id === 'task-1' ? 1 : 2 });
  const port: CreationTasks = {
    status: async (id) => tasks.get(id),
    async restart(id, requester) {
      const next = restarted.get(id) ?? `${id}-again-by-${requester}`;
      if (!restarted.has(id)) set(next, 'open');
      restarted.set(id, next);
      return next;
    },
    wasPushRefused: async (id) => refused.delete(id),
  };
  return {
    ...port,
    set,
    refusePush: (id: string) => refused.add(id),
    started: () => [...restarted.values()],
  };
}

async function world() {
  const forge = memoryForgeStore(clock);
  const files = new Set<string>();
  const branches = new Map([['refs/heads/main', 'c0ffee']]);
  await forge.ensureOrganization('payments', '');
  const register = memoryServiceRegister(clock);
  const platform = {
    register,
    forge,
    git: {
      entry: async (_id: number, _ref: string, path: string) => files.has(path) || undefined,
      resolve: async (_id: number, ref: string) => branches.get(ref),
      async updateRef(_id: number, ref: string, before: string, after: string | undefined) {
        assert.deepEqual([branches.get(ref), after], [before, undefined]);
        return branches.delete(ref);
      },
    },
    scm: {
      async deleteRepository(owner: string, name: string) {
        const repository = await forge.repository(owner, name);
        if (repository) await forge.deleteRepository(repository.id);
      },
    },
    objects: memoryObjectStore({ clock }),
    directory: () => createDirectory([], [{ name: 'payments', title: 'Payments', members: [] }]),
    urls: { portal: '', forge: 'http://localhost:7080', ingress: (host: string) => host },
    clock,
    logger: silentLogger,
  } as unknown as PlatformContext;
  const tasks = scaffolder();
  const admit = (taskId: string) => admitService(platform, ana, { ...orders, taskId });
  assert.ok((await admit('task-1')).ok);
  return {
    platform,
    tasks,
    files,
    branches,
    admit,
    look: (port: CreationTasks = tasks) => superviseServices(platform, port, catalog),
    service: async () => (await register.find('orders')) ?? assert.fail('orders is gone'),
    publish: () => forge.createRepository('payments', 'orders', {}),
    repository: () => forge.repository('payments', 'orders'),
  };
}

test('a service is active when its task is through, and left alone before', async () => {
  const { tasks, look, service } = await world();
  for (const [status, state] of [
    ['open', 'creating'],
    ['processing', 'creating'],
    ['completed', 'active'],
  ] as const) {
    tasks.set('task-1', status);
    await look();
    assert.equal((await service()).state, state, status);
  }
});

const failures: readonly [string, CreationTaskStatus['status'], string | undefined, RegExp][] = [
  [
    'that failed',
    'failed',
    'The template is wrong',
    /^The template is wrong\. Delete it \(gaia delete service/,
  ],
  ['that was cancelled', 'cancelled', undefined, /was cancelled\. Delete it .* and create/],
];

for (const [what, status, failure, told] of failures) {
  test(`a task ${what} leaves no repository that nobody owns, and says what to do`, async () => {
    const { tasks, look, service, publish, repository } = await world();
    await publish();
    tasks.set('task-1', status, failure);
    await look();
    const { state, failure: said = '' } = await service();
    assert.equal(state, 'failed');
    assert.match(said, told);
    assert.equal(await repository(), undefined);
    assert.deepEqual(tasks.started(), []);
  });
}

test('a task that is gone is a failure too', async () => {
  const { look, service } = await world();
  await look();
  assert.match((await service()).failure ?? '', /^The task that made it is gone\. Delete/);
});

test('a complete repository stays: somebody may have worked in it', async () => {
  const { tasks, files, look, publish, repository } = await world();
  await publish();
  files.add('catalog-info.yaml');
  tasks.set('task-1', 'failed', 'The catalog is away');
  await look();
  assert.ok(await repository());
});

test('a push that is refused by what a killed run of it pushed gets room', async () => {
  const { tasks, branches, look, service, publish, repository } = await world();
  await publish();
  tasks.set('task-1', 'processing');
  await look();
  assert.equal(branches.size, 1, 'not before it is refused');
  tasks.refusePush('task-1');
  await look();
  assert.equal(branches.size, 0);
  assert.ok(await repository());
  assert.equal((await service()).state, 'creating');
});

test('a push to a complete repository gets no room', async () => {
  const { tasks, branches, files, look, publish } = await world();
  await publish();
  files.add('catalog-info.yaml');
  tasks.set('task-1', 'processing');
  tasks.refusePush('task-1');
  await look();
  assert.equal(branches.size, 1);
});

test('a task that ran into its own repository is started over for the same person', async () => {
  const { tasks, look, admit, service, publish, repository } = await world();
  await publish();
  tasks.set('task-1', 'failed', EXISTS);
  await look();
  await look();
  const second = 'task-1-again-by-user:default/ana';
  assert.deepEqual(tasks.started(), [second], 'once, however often it is looked at');
  assert.equal(await repository(), undefined);
  assert.match((await service()).failure ?? '', /^Starting over: .*already exists/);
  assert.equal((await service()).state, 'creating');

  assert.ok((await admit(second)).ok);
  tasks.set(second, 'completed');
  await look();
  const { state, taskId, failure } = await service();
  assert.deepEqual([state, taskId, failure], ['active', second, undefined]);
});

test('a second time it is not started over', async () => {
  const { tasks, look, admit, service } = await world();
  tasks.set('task-1', 'failed', EXISTS);
  await look();
  const [second = ''] = tasks.started();
  await admit(second);
  tasks.set(second, 'failed', EXISTS);
  await look();
  assert.equal(tasks.started().length, 1);
  assert.deepEqual((await service()).state, 'failed');
});

test('a second task that is refused ends it', async () => {
  const { tasks, look, service } = await world();
  tasks.set('task-1', 'failed', EXISTS);
  await look();
  tasks.set(tasks.started()[0] ?? '', 'failed', 'ana is not a member of payments.');
  await look();
  const { state, failure = '' } = await service();
  assert.equal(state, 'failed');
  assert.match(failure, /^ana is not a member of payments\. Delete/);
});

test('a server that dies before it has started the second task does so later', async () => {
  const { tasks, look, service } = await world();
  tasks.set('task-1', 'failed', EXISTS);
  const away = async () => Promise.reject(new TypeError('fetch failed'));
  await look({ ...tasks, restart: away });
  assert.equal((await service()).state, 'creating');
  await look();
  assert.equal(tasks.started().length, 1);
});

test('a person who is gone is not waited for', async () => {
  const { tasks, look, service } = await world();
  tasks.set('task-1', 'failed', EXISTS);
  const refuse = async () => Promise.reject(new PlatformError('x', 'There is no person "ana".'));
  await look({ ...tasks, restart: refuse });
  const { state, failure = '' } = await service();
  assert.equal(state, 'failed');
  assert.match(failure, /^There is no person "ana"\./);
});
