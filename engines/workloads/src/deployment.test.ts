import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionOf } from './conditions.ts';
import { reconcileDeployment } from './deployment.ts';
import { revisionOf } from './revision.ts';
import { deployment, later, pod } from './testing/objects.ts';
import { apply, nothing, reconcile, settle, withStatus } from './testing/rollout.ts';
import type { ReplicaSet } from './types.ts';

const scales = (sets: readonly ReplicaSet[]) => sets.map((set) => set.spec.replicas);

test('the first template gets a ReplicaSet of revision 1 with all replicas', () => {
  const state = reconcile({ deployment: deployment(), sets: [] });
  assert.deepEqual(scales(state.sets), [2]);
  const [set] = state.sets;
  assert.equal(revisionOf(set as ReplicaSet), 1);
  assert.match(set?.metadata.name ?? '', /^web-[0-9a-f]{10}$/);
  const hash = set?.metadata.labels?.['pod-template-hash'];
  assert.equal(set?.spec.template.metadata?.labels?.['pod-template-hash'], hash);
  assert.equal(set?.spec.selector.matchLabels?.['pod-template-hash'], hash);
  assert.equal(state.deployment.metadata.annotations?.['deployment.kubernetes.io/revision'], '1');
  const progress = conditionOf(state.deployment.status?.conditions, 'Progressing');
  assert.equal(progress?.reason, 'NewReplicaSetCreated');
});

test('a settled Deployment is complete and left alone', () => {
  let state = reconcile({ deployment: deployment(), sets: [] });
  state = reconcile({ ...state, sets: state.sets.map(settle) });
  const { conditions, ...counts } = state.deployment.status ?? {};
  assert.deepEqual(counts, {
    observedGeneration: 1,
    replicas: 2,
    updatedReplicas: 2,
    readyReplicas: 2,
    availableReplicas: 2,
    unavailableReplicas: 0,
  });
  assert.equal(conditionOf(conditions, 'Progressing')?.reason, 'NewReplicaSetAvailable');
  assert.equal(conditionOf(conditions, 'Available')?.status, 'True');
  const again = reconcileDeployment(state.deployment, {
    ...nothing,
    replicaSets: state.sets,
    now: later(5000),
  });
  assert.deepEqual(again, { actions: [] });
});

/** Scales [old, new] after each step in which all pods become available, from two old pods. */
const rollouts: readonly (readonly [string, object, readonly (readonly number[])[]])[] = [
  [
    'the default',
    {},
    [
      [2, 1],
      [1, 1],
      [1, 2],
      [0, 2],
    ],
  ],
  [
    'one more at a time',
    { maxSurge: 1, maxUnavailable: 0 },
    [
      [2, 1],
      [1, 1],
      [1, 2],
      [0, 2],
    ],
  ],
  [
    'one fewer at a time',
    { maxSurge: 0, maxUnavailable: 1 },
    [
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 2],
    ],
  ],
  [
    'all at once',
    { maxSurge: '100%', maxUnavailable: 0 },
    [
      [2, 2],
      [0, 2],
    ],
  ],
  [
    'neither, which means one fewer',
    { maxSurge: 0, maxUnavailable: 0 },
    [
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 2],
    ],
  ],
];

for (const [name, rollingUpdate, expected] of rollouts) {
  test(`a rolling update goes on step by step: ${name}`, () => {
    let state = reconcile({ deployment: deployment(), sets: [] });
    state = { ...state, sets: state.sets.map(settle) };
    state = { ...state, deployment: deployment({ strategy: { rollingUpdate } }, 'two') };
    const seen: (readonly (number | undefined)[])[] = [];
    for (let step = 0; step < expected.length; step += 1) {
      state = reconcile(state);
      seen.push(scales(state.sets));
      state = { ...state, sets: state.sets.map(settle) };
    }
    assert.deepEqual(seen, expected);
  });
}

test('pods that are not available hold a rolling update up', () => {
  let state = reconcile({ deployment: deployment(), sets: [] });
  state = { deployment: deployment({}, 'two'), sets: state.sets.map(settle) };
  state = reconcile(state);
  for (let step = 0; step < 5; step += 1) {
    const [old, next] = state.sets as [ReplicaSet, ReplicaSet];
    state = reconcile({ ...state, sets: [settle(old), withStatus(next, 0)] });
  }
  assert.deepEqual(scales(state.sets), [2, 1]);
});

test('an old pod that is not available goes as soon as a new one is', () => {
  let state = reconcile({ deployment: deployment(), sets: [] });
  state = reconcile({ deployment: deployment({}, 'two'), sets: state.sets.map(settle) });
  const [old, next] = state.sets as [ReplicaSet, ReplicaSet];
  state = reconcile({ ...state, sets: [withStatus(old, 1), withStatus(next, 0)] });
  assert.deepEqual(scales(state.sets), [2, 1], 'one of three serves: none can be spared');
  state = reconcile({ ...state, sets: [withStatus(old, 1), withStatus(next, 1)] });
  assert.deepEqual(scales(state.sets), [1, 1]);
});

test('Recreate waits for the old pods to be gone', () => {
  let state = reconcile({ deployment: deployment(), sets: [] });
  const [old] = state.sets as [ReplicaSet];
  state = {
    deployment: deployment({ strategy: { type: 'Recreate' } }, 'two'),
    sets: [settle(old)],
  };
  state = reconcile(state);
  assert.deepEqual(scales(state.sets), [0, 0]);
  const pods = [pod({ uid: 'p1', owner: old.metadata.uid ?? '', leaving: true })];
  const waiting = reconcileDeployment(state.deployment, {
    ...nothing,
    replicaSets: state.sets,
    pods,
  });
  assert.deepEqual(scales(apply(waiting.actions, state).sets), [0, 0]);
  assert.deepEqual(scales(reconcile(state).sets), [0, 2]);
});

test('a template that comes back is the newest revision again', () => {
  let state = reconcile({ deployment: deployment(), sets: [] });
  state = reconcile({ deployment: deployment({}, 'two'), sets: state.sets.map(settle) });
  state = reconcile({ deployment: deployment({}, 'one'), sets: state.sets.map(settle) });
  assert.deepEqual(state.sets.map(revisionOf), [3, 2]);
});

test('a rollout that stands still for its deadline has failed, and says so once', () => {
  let state = reconcile({ deployment: deployment({ progressDeadlineSeconds: 60 }), sets: [] });
  const around = { ...nothing, replicaSets: state.sets.map((set) => withStatus(set, 0)) };
  state = { ...state, sets: around.replicaSets };
  state = reconcile(state, later(10));
  const { wakeAt } = reconcileDeployment(state.deployment, { ...around, now: later(20) });
  assert.deepEqual(wakeAt, later(70), 'sixty seconds after the pods came');
  state = reconcile(state, later(71));
  const progress = conditionOf(state.deployment.status?.conditions, 'Progressing');
  assert.deepEqual([progress?.status, progress?.reason], ['False', 'ProgressDeadlineExceeded']);
  assert.deepEqual(
    reconcileDeployment(state.deployment, { ...around, now: later(500) }).actions,
    [],
  );
  state = reconcile({ ...state, sets: state.sets.map(settle) }, later(600));
  assert.equal(conditionOf(state.deployment.status?.conditions, 'Progressing')?.status, 'True');
});

test('history beyond the limit goes, the oldest first', () => {
  let state = { deployment: deployment(), sets: [] as readonly ReplicaSet[] };
  for (const image of ['1', '2', '3', '4']) {
    state = { ...state, deployment: deployment({ revisionHistoryLimit: 1 }, image) };
    for (let step = 0; step < 6; step += 1) {
      state = reconcile({ ...state, sets: state.sets.map(settle) });
    }
  }
  assert.deepEqual(state.sets.map(revisionOf), [3, 4]);
});

test('a paused Deployment scales and does not roll', () => {
  let state = reconcile({ deployment: deployment(), sets: [] });
  const sets = state.sets.map(settle);
  state = reconcile({ deployment: deployment({ paused: true, replicas: 5 }, 'one'), sets });
  assert.deepEqual(scales(state.sets), [5]);
  state = reconcile({ deployment: deployment({ paused: true }, 'two'), sets });
  assert.equal(state.sets.length, 1);
});

test("an autoscaler's minReplicas is a floor, except for none at all", () => {
  const autoscaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace: 'team-dev' },
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, minReplicas: 3 },
  };
  const scaleOf = (replicas: number) => {
    const around = { ...nothing, autoscalers: [autoscaler] };
    const given = deployment({ replicas });
    return scales(
      apply(reconcileDeployment(given, around).actions, { deployment: given, sets: [] }).sets,
    );
  };
  assert.deepEqual([scaleOf(1), scaleOf(4), scaleOf(0)], [[3], [4], [0]]);
});
