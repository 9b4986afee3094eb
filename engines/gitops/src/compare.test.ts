import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { compare, resourceStatus } from './compare.ts';
import { stamp } from './tracking.ts';

function config(name: string, value: string, annotations = {}): KubeObject {
  const metadata = { name, namespace: 'n', annotations };
  return stamp('app', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { value } }, 'n');
}

type Example = {
  readonly name: string;
  readonly desired: readonly KubeObject[];
  readonly live: readonly KubeObject[];
  readonly expected: readonly (readonly [name: string, status: string | undefined])[];
  readonly status: string;
};

const foreign = { ...config('c', '1'), metadata: { name: 'c', namespace: 'n' } };
const hook = { 'argocd.argoproj.io/hook': 'PreSync' };
const extraneous = { 'argocd.argoproj.io/compare-options': 'IgnoreExtraneous' };

const examples: readonly Example[] = [
  {
    name: 'equal',
    desired: [config('a', '1')],
    live: [config('a', '1')],
    expected: [['a', 'Synced']],
    status: 'Synced',
  },
  {
    name: 'different',
    desired: [config('a', '2')],
    live: [config('a', '1')],
    expected: [['a', 'OutOfSync']],
    status: 'OutOfSync',
  },
  {
    name: 'missing',
    desired: [config('a', '1')],
    live: [],
    expected: [['a', 'OutOfSync']],
    status: 'OutOfSync',
  },
  {
    name: 'extra',
    desired: [],
    live: [config('b', '1')],
    expected: [['b', 'OutOfSync']],
    status: 'OutOfSync',
  },
  { name: "extra, but nobody's", desired: [], live: [foreign], expected: [], status: 'Synced' },
  {
    name: 'extra, but ignored',
    desired: [],
    live: [config('b', '1', extraneous)],
    expected: [['b', undefined]],
    status: 'Synced',
  },
  {
    name: 'a hook does not count',
    desired: [config('a', '1', hook)],
    live: [],
    expected: [['a', undefined]],
    status: 'Synced',
  },
];

for (const { name, desired, live, expected, status } of examples) {
  test(`compare: ${name}`, () => {
    const comparison = compare({ application: 'app', desired, live });
    assert.equal(comparison.status, status);
    const found = comparison.resources.map((resource) => [resource.key.name, resource.status]);
    assert.deepEqual(found, expected);
  });
}

test('an entry of status.resources says what is to be pruned, and its wave', () => {
  const wave = config('b', '1', { 'argocd.argoproj.io/sync-wave': '2' });
  const [extra] = compare({ application: 'app', desired: [], live: [wave] }).resources;
  assert.ok(extra);
  assert.deepEqual(resourceStatus(extra), {
    group: '',
    version: 'v1',
    kind: 'ConfigMap',
    namespace: 'n',
    name: 'b',
    status: 'OutOfSync',
    requiresPruning: true,
    syncWave: 2,
  });
});
