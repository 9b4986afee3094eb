import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionOf } from './conditions.ts';
import { composePodStatus } from './pod-status.ts';
import { later, NOW, pod } from './testing/objects.ts';
import type { ContainerState, ContainerStatus, Pod, PodStatus } from './types.ts';

const ended = (exitCode: number) => ({ exitCode, reason: 'Error', finishedAt: 'x' });
const running: ContainerState = { running: { startedAt: 'x' } };

function container(state: ContainerState, more: Partial<ContainerStatus> = {}): ContainerStatus {
  return {
    name: 'app',
    image: 'one',
    imageID: '',
    ready: false,
    started: false,
    restartCount: 0,
    state,
    lastState: {},
    ...more,
  };
}

function statusOf(
  containers: readonly ContainerStatus[],
  restartPolicy = 'Always',
  now = NOW,
): PodStatus {
  const base = pod({ uid: 'p1' });
  const { status: _status, ...rest } = base;
  const given = { ...rest, spec: { ...base.spec, restartPolicy } } as unknown as Pod;
  return composePodStatus(given, { containers, localPorts: [], startTime: NOW, now });
}

const waiting = { waiting: { reason: 'CrashLoopBackOff' } };

const phases: readonly (readonly [string, readonly ContainerStatus[], string, string])[] = [
  ['nothing yet', [container({ waiting: { reason: 'ContainerCreating' } })], 'Always', 'Pending'],
  ['running', [container(running)], 'Always', 'Running'],
  [
    'one of two not yet',
    [container(running), container({ waiting: { reason: 'x' } })],
    'Always',
    'Pending',
  ],
  [
    'waiting after an end',
    [container(waiting, { lastState: { terminated: ended(1) } })],
    'Always',
    'Running',
  ],
  ['ended, to be restarted', [container({ terminated: ended(1) })], 'Always', 'Running'],
  ['ended well for good', [container({ terminated: ended(0) })], 'Never', 'Succeeded'],
  ['ended badly for good', [container({ terminated: ended(1) })], 'Never', 'Failed'],
  ['ended badly, to be tried again', [container({ terminated: ended(1) })], 'OnFailure', 'Running'],
  [
    'ended well, not to be tried again',
    [container({ terminated: ended(0) })],
    'OnFailure',
    'Succeeded',
  ],
];

for (const [name, containers, policy, phase] of phases) {
  test(`phase: ${name}`, () => assert.equal(statusOf(containers, policy).phase, phase));
}

test('a pod is not initialised before its init containers have succeeded', () => {
  const condition = (states: readonly ContainerState[], restartPolicy = 'Always') => {
    const base = pod({ uid: 'p1' });
    const status = composePodStatus(
      { ...base, spec: { ...base.spec, restartPolicy } },
      {
        containers: [container({ waiting: { reason: 'PodInitializing' } })],
        initContainers: states.map((state, index) => container(state, { name: `init-${index}` })),
        localPorts: [],
        startTime: NOW,
        now: NOW,
      },
    );
    return [status.phase, conditionOf(status.conditions, 'Initialized')?.status];
  };
  assert.deepEqual(condition([{ terminated: ended(0) }, running]), ['Pending', 'False']);
  assert.deepEqual(condition([{ terminated: ended(0) }]), ['Pending', 'True']);
  assert.deepEqual(condition([{ terminated: ended(1) }]), ['Pending', 'False']);
  assert.deepEqual(condition([{ terminated: ended(1) }], 'Never'), ['Failed', 'False']);
});

test('the Ready condition names who is not, and its time moves with it only', () => {
  const status = statusOf([container(running, { ready: false })]);
  const condition = conditionOf(status.conditions, 'Ready');
  assert.equal(condition?.status, 'False');
  assert.equal(condition?.message, 'containers with unready status: [app]');
  const ready = composePodStatus(
    { ...pod({ uid: 'p1' }), status },
    {
      containers: [container(running, { ready: true })],
      localPorts: [],
      startTime: NOW,
      now: later(9),
    },
  );
  assert.equal(conditionOf(ready.conditions, 'Ready')?.lastTransitionTime, '2026-03-01T12:00:09Z');
  const scheduled = conditionOf(ready.conditions, 'PodScheduled');
  assert.equal(scheduled?.lastTransitionTime, '2026-03-01T12:00:00Z');
});
