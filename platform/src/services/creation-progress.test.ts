import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDirectory } from '@infraforge/identity';
import { fixedClock, silentLogger } from '@infraforge/kernel';
import { memoryForgeStore } from '@infraforge/scm';
import { memoryServiceRegister, type ServiceRegister } from '@infraforge/services';
import { memoryObjectStore } from '@infraforge/workloads';
import type { PlatformContext } from '../context.ts';
import { creationProgress, type StepStatus, type TaskProgress } from './creation-progress.ts';

const clock = fixedClock('2026-11-24T10:00:00Z');

function task(admission: StepStatus, status: TaskProgress['status']): TaskProgress {
  const failure = status === 'failed' ? 'It belongs to storefront.' : undefined;
  return { steps: [{ id: 'admit', title: 'Reserve', status: admission }], status, failure };
}

const tasks: Readonly<Record<string, TaskProgress>> = {
  winner: task('succeeded', 'running'),
  loser: task('failed', 'failed'),
  early: task('running', 'running'),
  replaced: task('succeeded', 'failed'),
  halfway: {
    steps: [
      { id: 'admit', title: 'Reserve', status: 'succeeded' },
      { id: 'publish', title: 'Publish', status: 'failed' },
      { id: 'notify', title: 'Tell', status: 'skipped' },
    ],
    status: 'failed',
    failure: 'It exists.',
  },
};
const readTask = async (id: string) => tasks[id];

function reserve(register: ServiceRegister, taskId: string) {
  return register.reserve({
    name: 'orders',
    team: 'storefront',
    description: '',
    state: 'creating',
    taskId,
    requester: 'user:default/carla',
    failure: undefined,
  });
}

async function world(holder: string | undefined): Promise<PlatformContext> {
  const register = memoryServiceRegister(clock);
  if (holder) await reserve(register, holder);
  return {
    register,
    forge: memoryForgeStore(clock),
    objects: memoryObjectStore({ clock }),
    directory: () => createDirectory([], []),
    urls: { portal: '', forge: 'http://localhost:7080', ingress: (host: string) => host },
    clock,
    logger: silentLogger,
  } as unknown as PlatformContext;
}

const cases: readonly [string, string | undefined, string | undefined, string | undefined][] = [
  // name, who holds the name, who asks, whose progress is told
  ['the holder', 'winner', 'winner', 'winner'],
  ['anybody', 'winner', undefined, 'winner'],
  ['who lost the race', 'winner', 'loser', 'loser'],
  ['who has not asked for the name yet', undefined, 'early', 'early'],
  ['who was refused', undefined, 'loser', 'loser'],
  ['whose task was started over as another', 'winner', 'replaced', 'winner'],
  ['a stranger', 'winner', 'unknown', 'winner'],
  ['anybody, of nothing', undefined, undefined, undefined],
];

for (const [name, holder, asks, told] of cases) {
  test(`${name} is told of ${told ?? 'nothing'}`, async () => {
    const progress = await creationProgress(await world(holder), 'orders', readTask, asks);
    assert.equal(progress?.taskId, told);
    assert.equal(progress?.failure, told && tasks[told]?.failure);
  });
}

test('a task that takes the name while it is asked for is not missed', async () => {
  const context = await world(undefined);
  const progress = await creationProgress(
    context,
    'orders',
    async (id) => {
      await reserve(context.register, id);
      return tasks[id];
    },
    'winner',
  );
  assert.deepEqual([progress?.taskId, progress?.status], ['winner', 'running']);
});

test('a failed task is no failed creation until the register says so', async () => {
  const context = await world('replaced');
  const status = async () =>
    (await creationProgress(context, 'orders', readTask, 'replaced'))?.status;
  assert.equal(await status(), 'running');
  await context.register.change('orders', { failure: 'Starting over: it exists' });
  assert.equal(await status(), 'running');
  await context.register.change('orders', { state: 'failed', failure: 'It exists.' });
  assert.equal(await status(), 'failed');
});

test('a step that failed goes on until the register says otherwise', async () => {
  const context = await world('halfway');
  const steps = async () =>
    (await creationProgress(context, 'orders', readTask))?.steps
      .slice(0, 3)
      .map(({ status, detail }) => [status, detail]);
  const why = 'Starting over: it exists';
  await context.register.change('orders', { failure: why });
  assert.deepEqual(await steps(), [
    ['succeeded', undefined],
    ['running', why],
    ['pending', undefined],
  ]);
  await context.register.change('orders', { state: 'failed', failure: 'It exists.' });
  assert.deepEqual(await steps(), [
    ['succeeded', undefined],
    ['failed', undefined],
    ['skipped', undefined],
  ]);
});
