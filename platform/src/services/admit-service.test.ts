import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDirectory } from '@infraforge/identity';
import { type Caller, fixedClock, silentLogger } from '@infraforge/kernel';
import { memoryForgeStore } from '@infraforge/scm';
import { memoryServiceRegister } from '@infraforge/services';
import type { PlatformContext } from '../context.ts';
import { admitService } from './admit-service.ts';

const clock = fixedClock('2026-11-24T10:00:00Z');

function world(): PlatformContext {
  const teams = ['payments', 'storefront'].map((name) => ({ name, title: name, members: [] }));
  return {
    register: memoryServiceRegister(clock),
    forge: memoryForgeStore(clock),
    directory: () => createDirectory([], teams),
    urls: {
      portal: '',
      forge: 'http://localhost:7080',
      ingress: (host: string) => `http://${host}:8880`,
    },
    clock,
    logger: silentLogger,
  } as unknown as PlatformContext;
}

const ana: Caller = {
  subject: 'user:default/ana',
  groups: ['payments'],
  role: 'member',
  scopes: undefined,
  via: 'portal',
};
const ask = { name: 'orders', owner: 'group:default/payments', description: '', taskId: 'task-1' };

test('an admitted service has its name, its team, its repository and its URL', async () => {
  const context = world();
  assert.deepEqual(await admitService(context, ana, ask), {
    ok: true,
    admission: {
      name: 'orders',
      team: 'payments',
      repository: 'payments/orders',
      url: 'http://orders.dev.localhost:8880',
    },
  });
  const registered = await context.register.find('orders');
  assert.deepEqual(
    [registered?.state, registered?.taskId, registered?.requester],
    ['creating', 'task-1', 'user:default/ana'],
  );
});

const refusals: readonly [string, Partial<typeof ask>, Partial<Caller>, string, RegExp][] = [
  ['a bad name', { name: 'Orders!' }, {}, 'service.name.characters', /lower-case/],
  ['no such team', { owner: 'nobody' }, {}, 'service.team.unknown', /payments, storefront/],
  ["another team's", { owner: 'storefront' }, {}, 'refused.service.not-your-team', /ask that team/],
  ['a token that may only read', {}, { scopes: ['read'] }, 'refused.service.not-your-team', /team/],
];

for (const [name, request, caller, code, hint] of refusals) {
  test(`refuses ${name} and takes nothing`, async () => {
    const context = world();
    const result = await admitService(context, { ...ana, ...caller }, { ...ask, ...request });
    assert.equal(result.ok, false);
    assert.equal(!result.ok && result.code, code);
    assert.match(!result.ok ? (result.problems[0]?.hint ?? '') : '', hint);
    assert.deepEqual(await context.register.list(), []);
  });
}

test('a taken name is refused with its owner; the task that has it may ask again', async () => {
  const context = world();
  await admitService(context, ana, ask);
  assert.equal((await admitService(context, ana, ask)).ok, true);
  const carla: Caller = { ...ana, subject: 'user:default/carla', groups: ['storefront'] };
  const second = await admitService(context, carla, {
    ...ask,
    owner: 'storefront',
    taskId: 'task-2',
  });
  assert.equal(!second.ok && second.code, 'refused.service.name-taken');
  assert.match(!second.ok ? (second.problems[0]?.message ?? '') : '', /belongs to payments/);
});

test('of twenty that ask for one name at once exactly one gets it', async () => {
  const context = world();
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      admitService(context, ana, { ...ask, taskId: `task-${index}` }),
    ),
  );
  assert.equal(results.filter(({ ok }) => ok).length, 1);
});

test('an archived repository keeps the name, and says so', async () => {
  const context = world();
  await context.forge.ensureOrganization('payments', '');
  const { id } = await context.forge.createRepository('payments', 'orders', {});
  await context.forge.updateRepository(id, { archived: true });
  const result = await admitService(context, ana, ask);
  assert.equal(!result.ok && result.code, 'refused.service.repository-exists');
  assert.match(
    !result.ok ? (result.problems[0]?.message ?? '') : '',
    /archived repository payments\/orders/,
  );
});

test('a creation that is started over takes the name for its new task', async () => {
  const context = world();
  await admitService(context, ana, ask);
  const second = { ...ask, taskId: 'task-2' };
  assert.equal((await admitService(context, ana, second)).ok, false, 'not before it is said');
  await context.register.change('orders', { failure: 'Starting over: it exists' });
  const ben = { ...ana, subject: 'user:default/ben' };
  assert.equal((await admitService(context, ben, second)).ok, false, 'not by somebody else');
  assert.equal((await admitService(context, ana, second)).ok, true);
  const { taskId, failure } = (await context.register.find('orders')) ?? {};
  assert.deepEqual([taskId, failure], ['task-2', undefined]);
  assert.equal((await admitService(context, ana, { ...ask, taskId: 'task-3' })).ok, false);
});
