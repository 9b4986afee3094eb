import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createThreeWayPatch, createTwoWayPatch } from './create-patch.ts';
import { createMergePatch } from './merge-patch-diff.ts';
import { strategicMerge } from './strategic-merge.ts';

const pod = (...containers: object[]) => ({ apiVersion: 'v1', kind: 'Pod', spec: { containers } });
const app = { name: 'app', image: 'a:1' };
const side = { name: 'side', image: 's:1' };

test('a strategic patch names what changes, what goes, and the order', () => {
  const patch = createTwoWayPatch(pod(app, side), pod({ ...app, image: 'a:2' }), 'Pod');
  assert.deepEqual(patch, {
    spec: {
      containers: [
        { name: 'app', image: 'a:2' },
        { name: 'side', $patch: 'delete' },
      ],
      '$setElementOrder/containers': [{ name: 'app' }],
    },
  });
});

test('what others put into the live object stays', () => {
  const sides = { lastApplied: pod(app), modified: pod(app), live: pod(app, side) };
  const result = createThreeWayPatch(sides, { kind: 'Pod', overwrite: true });
  assert.equal(result.outcome, 'patch');
  const patch = result.outcome === 'patch' ? result.patch : {};
  assert.deepEqual(strategicMerge(sides.live, patch, { kind: 'Pod' }), sides.live);
});

test('a change of the live object that the manifest takes back is a conflict unless it is to be overwritten', () => {
  const live = pod({ ...app, image: 'a:3' });
  const sides = { lastApplied: pod(app), modified: pod({ ...app, image: 'a:2' }), live };
  const outcome = (overwrite: boolean) =>
    createThreeWayPatch(sides, { kind: 'Pod', overwrite }).outcome;
  assert.deepEqual([outcome(false), outcome(true)], ['conflict', 'patch']);
});

test('custom kinds get a merge patch that keeps their identity', () => {
  const custom = (name: string, spec: object) => ({
    apiVersion: 'example.com/v1',
    kind: 'Backup',
    metadata: { name },
    spec,
  });
  const [last, live] = [custom('b', { a: 1, b: 2 }), custom('b', { a: 1, b: 2 })];
  const options = { kind: 'Backup', overwrite: true };
  const modified = custom('b', { a: 3 });
  assert.deepEqual(createThreeWayPatch({ lastApplied: last, modified, live }, options), {
    outcome: 'patch',
    patch: { spec: { a: 3, b: null } },
  });
  const renamed = { lastApplied: last, modified: custom('c', {}), live };
  assert.throws(() => createThreeWayPatch(renamed, options), { code: 'kube.strategic-merge' });
});

test('a merge patch from one document to another', () => {
  const patch = createMergePatch({ a: 1, b: { c: 1, d: 2 }, e: [1] }, { b: { c: 2, d: 2 }, e: [] });
  assert.deepEqual(patch, { b: { c: 2 }, e: [], a: null });
});
