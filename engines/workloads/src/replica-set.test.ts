import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reconcileReplicaSet } from './replica-set.ts';
import { later, NOW, pod, replicaSet } from './testing/objects.ts';
import type { Pod, ReplicaSetStatus } from './types.ts';

const set = replicaSet('r1', 1);

function created(pods: readonly Pod[]): readonly string[] {
  return reconcileReplicaSet(set, { pods, now: NOW }).actions.flatMap((action) =>
    action.kind === 'create' ? [action.object.metadata.name] : [],
  );
}

function deleted(pods: readonly Pod[]): readonly string[] {
  return reconcileReplicaSet(set, { pods, now: NOW }).actions.flatMap((action) =>
    action.kind === 'delete' ? [action.key.name] : [],
  );
}

test('missing pods are made, with the template and its owner', () => {
  const names = created([]);
  assert.equal(names.length, 2);
  assert.equal(new Set(names).size, 2);
  for (const name of names) assert.match(name, /^web-r1-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  assert.deepEqual(created([]), names, 'the same state gives the same pods');
  assert.equal(created([pod({ uid: 'a' })]).length, 1);
});

test('pods that have ended or are leaving do not count; those of others neither', () => {
  const pods = [
    pod({ uid: 'a', phase: 'Failed' }),
    pod({ uid: 'b', leaving: true }),
    pod({ uid: 'c', owner: 'r2' }),
  ];
  assert.equal(created(pods).length, 2);
});

test('of too many, those go that serve least and are newest', () => {
  const old = pod({ uid: 'old', createdAt: later(-60) });
  const young = pod({ uid: 'young' });
  const unready = pod({ uid: 'unready', ready: false, createdAt: later(-90) });
  const pending = pod({ uid: 'pending', ready: false, phase: 'Pending', createdAt: later(-99) });
  assert.deepEqual(deleted([old, young, unready, pending]), ['web-pending', 'web-unready']);
  const third = pod({ uid: 'third', createdAt: later(-30) });
  assert.deepEqual(deleted([old, young, third]), ['web-young']);
});

test('the status counts, and availability waits for minReadySeconds', () => {
  const patient = { ...set, spec: { ...set.spec, minReadySeconds: 10 } };
  const pods = [pod({ uid: 'a', readyAt: later(-11) }), pod({ uid: 'b', readyAt: later(-3) })];
  const { actions, wakeAt } = reconcileReplicaSet(patient, { pods, now: NOW });
  assert.equal(actions.length, 1);
  const status = (actions[0] as unknown as { object: { status: ReplicaSetStatus } }).object.status;
  assert.deepEqual(status, {
    observedGeneration: 1,
    replicas: 2,
    fullyLabeledReplicas: 2,
    readyReplicas: 2,
    availableReplicas: 1,
  });
  assert.deepEqual(wakeAt, later(7));
});

test('a ReplicaSet on its way out makes nothing', () => {
  const leaving = { ...set, metadata: { ...set.metadata, deletionTimestamp: 'x' } };
  const { actions } = reconcileReplicaSet(leaving, { pods: [], now: NOW });
  assert.deepEqual(
    actions.filter(({ kind }) => kind !== 'updateStatus'),
    [],
  );
});
