import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { appliedObject } from './three-way.ts';

type Spec = Readonly<Record<string, unknown>>;
type Example = {
  readonly name: string;
  readonly kind?: string;
  readonly first: Spec;
  /** What others made of it in between. */
  readonly live: Spec;
  readonly second: Spec;
  readonly expected: Spec;
};

const main = { name: 'main', image: 'a:1' };
const side = { name: 'side', image: 'b:1' };
const pod = (...containers: readonly unknown[]) => ({ template: { spec: { containers } } });

const examples: readonly Example[] = [
  {
    name: 'a field that others own is kept',
    first: { replicas: 1 },
    live: { replicas: 1, clusterIP: '10.0.0.1' },
    second: { replicas: 2 },
    expected: { replicas: 2, clusterIP: '10.0.0.1' },
  },
  {
    name: 'a field that is not applied any more goes',
    first: { replicas: 1, paused: true },
    live: { replicas: 1, paused: true },
    second: { replicas: 1 },
    expected: { replicas: 1 },
  },
  {
    name: 'containers merge by name and keep what was added to them',
    first: pod(main, side),
    live: pod({ ...main, imagePullPolicy: 'Always' }, side, { name: 'injected', image: 'c' }),
    second: pod({ ...main, image: 'a:2' }),
    expected: pod(
      { ...main, image: 'a:2', imagePullPolicy: 'Always' },
      { name: 'injected', image: 'c' },
    ),
  },
  {
    name: 'another strategy takes the members of the first away',
    first: {},
    live: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } },
    second: { strategy: { type: 'Recreate' } },
    expected: { strategy: { type: 'Recreate' } },
  },
  {
    name: 'a list with a repeated key is replaced as a whole',
    first: pod({ name: 'main', env: [{ name: 'A', value: '1' }] }),
    live: pod({ name: 'main', env: [{ name: 'A', value: '1' }] }),
    second: pod({
      name: 'main',
      env: [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
    }),
    expected: pod({
      name: 'main',
      env: [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
    }),
  },
  {
    name: 'lists of custom resources are replaced',
    kind: 'Widget',
    first: pod(main, side),
    live: pod(main, side, { name: 'injected' }),
    second: pod(main),
    expected: pod(main),
  },
];

function objectOf(spec: Spec, kind: string): KubeObject {
  const apiVersion = kind === 'Widget' ? 'example.com/v1' : 'apps/v1';
  return { apiVersion, kind, metadata: { name: 'x', namespace: 'n' }, spec };
}

for (const { name, kind = 'Deployment', first, live, second, expected } of examples) {
  test(name, () => {
    const applied = appliedObject(objectOf(first, kind), undefined);
    const changed = { ...applied, spec: live };
    assert.deepEqual(appliedObject(objectOf(second, kind), changed).spec, expected);
  });
}

test('the last applied configuration of a Secret does not tell its values', () => {
  const secret: KubeObject = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's' },
    stringData: { password: 'hunter2' },
    data: { token: 'c2VjcmV0' },
  };
  const applied = appliedObject(secret, undefined);
  const text = applied.metadata.annotations?.['kubectl.kubernetes.io/last-applied-configuration'];
  assert.doesNotMatch(text ?? '', /hunter2|c2VjcmV0/);
  const less = { ...secret, data: {}, stringData: { password: 'hunter2' } };
  assert.deepEqual(appliedObject(less, applied).data, {});
});
