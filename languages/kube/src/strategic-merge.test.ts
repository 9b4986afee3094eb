import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strategicMerge } from './index.ts';

const pod = (containers: unknown) => ({ spec: { template: { spec: { containers } } } });

test('containers merge by name; new ones stand before those that only the base has', () => {
  const base = pod([{ name: 'app', image: 'web:1', args: ['a'] }]);
  const patch = pod([
    { name: 'side', image: 'side:1' },
    { name: 'app', args: ['b'] },
  ]);
  assert.deepEqual(
    strategicMerge(base, patch, { kind: 'Deployment' }),
    pod([
      { name: 'side', image: 'side:1' },
      { name: 'app', image: 'web:1', args: ['b'] },
    ]),
  );
});

test('lists of kinds that are not built in are replaced', () => {
  assert.deepEqual(
    strategicMerge(pod([{ name: 'a' }]), pod([{ name: 'b' }]), { kind: 'Custom' }),
    pod([{ name: 'b' }]),
  );
});

test('null and $patch remove', () => {
  assert.deepEqual(
    strategicMerge(pod([{ name: 'a' }, { name: 'b' }]), pod([{ name: 'a', $patch: 'delete' }]), {
      kind: 'Deployment',
    }),
    pod([{ name: 'b' }]),
  );
  assert.deepEqual(strategicMerge({ a: 1, b: 2 }, { a: null }, { kind: 'Deployment' }), { b: 2 });
});

test('a custom kind with the name of a built-in one has its lists replaced', () => {
  const base = { apiVersion: 'serving.knative.dev/v1', spec: { ports: [{ port: 80 }] } };
  const patch = { spec: { ports: [{ port: 81 }] } };
  assert.deepEqual(strategicMerge(base, patch, { kind: 'Service' }), { ...base, ...patch });
});
