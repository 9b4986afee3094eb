import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionOf } from './conditions.ts';
import { reconcileDeployment } from './deployment.ts';
import { ROLLBACK_ANNOTATION, ROLLED_BACK_ANNOTATION } from './deployment-rollback.ts';
import { deployment, later, pod } from './testing/objects.ts';
import { nothing, reconcile, settle, withStatus } from './testing/rollout.ts';
import type { ContainerStatus, Deployment, Pod, ReplicaSet } from './types.ts';

type State = { readonly deployment: Deployment; readonly sets: readonly ReplicaSet[] };

/** A Deployment whose first template works and whose second never gets ready, before the deadline. */
function broken(annotations: Readonly<Record<string, string>> = {}): State {
  const spec = { progressDeadlineSeconds: 60 };
  const first = deployment(spec);
  let state: State = {
    deployment: { ...first, metadata: { ...first.metadata, annotations } },
    sets: [],
  };
  state = reconcile(state);
  state = reconcile({ ...state, sets: state.sets.map(settle) });
  const { metadata, status } = state.deployment;
  const next = { ...deployment(spec, 'broken'), metadata, ...(status ? { status } : {}) };
  state = { ...state, deployment: next };
  for (let step = 0; step < 4; step += 1) {
    state = reconcile({ ...state, sets: available(state.sets) });
  }
  return state;
}

/** Pods of the image `broken` never get available, all others do. */
function available(sets: readonly ReplicaSet[]): readonly ReplicaSet[] {
  return sets.map((set) => (isBroken(set) ? withStatus(set, 0) : settle(set)));
}

const isBroken = (set: ReplicaSet) => set.spec.template.spec.containers[0]?.image === 'broken';
const scalesOf = ({ sets }: State) =>
  sets.map((set) => [isBroken(set) ? 'broken' : 'works', set.spec.replicas]);
const progressOf = (state: State) =>
  conditionOf(state.deployment.status?.conditions, 'Progressing');

function settled(state: State, seconds: number): State {
  let next = state;
  for (let step = 0; step < 5; step += 1) {
    next = reconcile({ ...next, sets: available(next.sets) }, later(seconds));
  }
  return next;
}

test('a revision that never gets ready is rolled back at its deadline, and says so', () => {
  const before = broken();
  assert.equal(progressOf(before)?.status, 'True');
  const after = settled(before, 61);
  assert.deepEqual(scalesOf(after), [
    ['works', 2],
    ['broken', 0],
  ]);
  assert.ok(after.deployment.metadata.annotations?.[ROLLED_BACK_ANNOTATION]);
  const progress = progressOf(after);
  assert.equal(progress?.reason, 'ProgressDeadlineExceeded');
  assert.match(progress?.message ?? '', /Rolled back to revision 1 \(ReplicaSet "web-\w+"\)/);
  assert.deepEqual(settled(after, 5000), after, 'and stays there');
});

test('another template is rolled out as ever, and so is the same when it is asked for', () => {
  const after = settled(broken(), 61);
  const { metadata, status } = after.deployment;
  const mended = { ...deployment({}, 'mended'), metadata, ...(status ? { status } : {}) };
  const done = settled({ ...after, deployment: mended }, 100);
  assert.equal(progressOf(done)?.reason, 'NewReplicaSetAvailable');
  assert.equal(done.deployment.metadata.annotations?.[ROLLED_BACK_ANNOTATION], undefined);

  const { [ROLLED_BACK_ANNOTATION]: _gone, ...annotations } = metadata.annotations ?? {};
  const asked = { ...after.deployment, metadata: { ...metadata, annotations } };
  const again = settled({ ...after, deployment: asked }, 100);
  assert.equal(progressOf(again)?.reason, 'ReplicaSetUpdated');
  assert.equal(again.sets.find(isBroken)?.spec.replicas, 1);
});

test('it is left alone where nobody wants it back, and where nothing worked before', () => {
  const kept = settled(broken({ [ROLLBACK_ANNOTATION]: 'false' }), 61);
  assert.equal(kept.sets.find(isBroken)?.spec.replicas, 1);
  const first = { deployment: deployment({ progressDeadlineSeconds: 60 }, 'broken'), sets: [] };
  const alone = settled(reconcile(first), 61);
  assert.deepEqual(scalesOf(alone), [['broken', 2]]);
});

const crashing: ContainerStatus = {
  name: 'app',
  image: 'broken',
  imageID: '',
  ready: false,
  started: false,
  restartCount: 3,
  state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 2s' } },
  lastState: { terminated: { exitCode: 1, reason: 'Error', finishedAt: 'x' } },
};

test('what keeps a rollout from going on is said at once, and moves no deadline', () => {
  const state = broken();
  const set = state.sets.find(isBroken);
  assert.ok(set);
  const base = pod({ uid: 'a', owner: set.metadata.uid ?? '', ready: false });
  const sick: Pod = {
    ...base,
    status: { ...base.status, phase: 'Running', containerStatuses: [crashing] },
  };
  const before = progressOf(state);
  const after = reconcile(state, later(10), [sick]);
  const progress = progressOf(after);
  assert.match(
    progress?.message ?? '',
    /^ReplicaSet "web-\w+" is progressing\. Pod web-a: container app is in CrashLoopBackOff: it ended with exit code 1 \(Error\)\.$/,
  );
  assert.equal(progress?.lastUpdateTime, before?.lastUpdateTime);
  assert.equal(progress?.reason, before?.reason);
});

test('each step is told as an event', () => {
  const { events = [] } = reconcileDeployment(deployment(), nothing);
  assert.match(events[0]?.message ?? '', /^Scaled up replica set web-\w+ from 0 to 2$/);
});
