import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { collectGarbage } from './garbage.ts';
import { reconcileNamespace } from './namespace.ts';
import { deletionOf } from './object-rules.ts';
import { deployment, pod, replicaSet } from './testing/objects.ts';
import type { Action } from './types.ts';

const names = (actions: readonly Action[]) =>
  actions.map((action) => (action.kind === 'delete' ? action.key.name : action.kind));

test('what belongs only to objects that are gone goes', () => {
  const objects = [
    deployment(),
    replicaSet('r1', 1),
    replicaSet('r9', 1, 'gone'),
    pod({ uid: 'a' }),
  ];
  assert.deepEqual(names(collectGarbage(objects)), ['web-r9']);
  assert.deepEqual(names(collectGarbage(objects.slice(1))), ['web-r1', 'web-r9']);
});

test('what is on its way out is not deleted again', () =>
  assert.deepEqual(collectGarbage([pod({ uid: 'a', owner: 'gone', leaving: true })]), []));

test('what is deleted in the foreground goes after all that it owns', () => {
  const inForeground = (object: KubeObject): KubeObject => {
    const deletion = deletionOf(object, { propagationPolicy: 'Foreground' }, new Date(0));
    assert.equal(deletion.kind, 'mark');
    return deletion.object;
  };
  const owner = inForeground(deployment());
  const set = replicaSet('r1', 1);
  const running = pod({ uid: 'a', owner: set.metadata.uid ?? '' });
  const first = collectGarbage([owner, set, running]);
  assert.deepEqual(
    first.map((action) => action.kind === 'delete' && [action.key.kind, action.propagationPolicy]),
    [['ReplicaSet', 'Foreground']],
  );
  const leaving = inForeground(set);
  assert.deepEqual(names(collectGarbage([owner, leaving, running])), [running.metadata.name]);
  const ending = { ...running, metadata: { ...running.metadata, deletionTimestamp: 'x' } };
  assert.deepEqual(collectGarbage([owner, leaving, ending]), []);
  const [release] = collectGarbage([owner, leaving]);
  assert.ok(release?.kind === 'update');
  assert.deepEqual([release.object.kind, release.object.metadata.finalizers], ['ReplicaSet', []]);
  const [last] = collectGarbage([owner]);
  assert.ok(last?.kind === 'update' && last.object.kind === 'Deployment');
});

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team-dev' } };

test('a Namespace gets its finalizer and phase once', () => {
  const { actions } = reconcileNamespace(namespace, []);
  assert.deepEqual(names(actions), ['update', 'updateStatus']);
  const metadata = { ...namespace.metadata, finalizers: ['infraforge.io/namespace'] };
  const settled = { ...namespace, metadata, status: { phase: 'Active' } };
  assert.deepEqual(reconcileNamespace(settled, []).actions, []);
});

test('a Namespace that is deleted empties itself and then goes', () => {
  const metadata = {
    name: 'team-dev',
    deletionTimestamp: 'x',
    finalizers: ['infraforge.io/namespace', 'other'],
  };
  const leaving = { ...namespace, metadata, status: { phase: 'Terminating' } };
  const content = [deployment(), pod({ uid: 'a', leaving: true })];
  assert.deepEqual(names(reconcileNamespace(leaving, content).actions), ['web']);
  const [action] = reconcileNamespace(leaving, []).actions;
  assert.equal(action?.kind, 'update');
  assert.deepEqual((action as unknown as { object: typeof leaving }).object.metadata.finalizers, [
    'other',
  ]);
});
