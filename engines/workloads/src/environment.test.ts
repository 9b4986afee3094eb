import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EnvironmentSources, resolveEnvironment } from './environment.ts';
import { pod } from './testing/objects.ts';
import type { Container, EnvVar } from './types.ts';

const object = (name: string, data: object) => ({
  apiVersion: 'v1',
  kind: 'X',
  metadata: { name },
  data,
});

const sources: EnvironmentSources = {
  pod: pod({ uid: 'p1' }),
  configMap: (name) => (name === 'settings' ? object(name, { A: 'config', B: 'b' }) : undefined),
  secret: (name) =>
    name === 'keys' ? object(name, { A: Buffer.from('secret').toString('base64') }) : undefined,
};

function resolve(given: Partial<Container>) {
  return resolveEnvironment({ name: 'app', image: 'one', ...given }, sources);
}

const variables: readonly (readonly [string, readonly EnvVar[], Record<string, string>])[] = [
  ['plain', [{ name: 'A', value: '1' }, { name: 'B' }], { A: '1', B: '' }],
  ['a number in YAML', [{ name: 'A', value: 1 as never }], { A: '1' }],
  [
    'references to earlier ones',
    [
      { name: 'A', value: 'x' },
      { name: 'B', value: '$(A)-$$(A)-$(C)' },
    ],
    { A: 'x', B: 'x-$(A)-$(C)' },
  ],
  [
    'keys',
    [
      { name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'A' } } },
      { name: 'B', valueFrom: { secretKeyRef: { name: 'keys', key: 'A' } } },
      { name: 'C', valueFrom: { secretKeyRef: { name: 'keys', key: 'Z', optional: true } } },
    ],
    { A: 'config', B: 'secret' },
  ],
  [
    'fields',
    [
      { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'B', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } },
      { name: 'C', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
    ],
    { A: 'web-p1', B: 'web', C: 'team-dev' },
  ],
];

for (const [name, env, expected] of variables) {
  test(`variables: ${name}`, () =>
    assert.deepEqual(resolve({ env }), { ok: true, variables: expected }));
}

test('resources, divided and rounded up', () => {
  const env: readonly EnvVar[] = [
    { name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } } },
    { name: 'B', valueFrom: { resourceFieldRef: { resource: 'requests.cpu' } } },
  ];
  const resources = { limits: { memory: '128Mi' }, requests: { cpu: '250m' } };
  assert.deepEqual(resolve({ env, resources }), { ok: true, variables: { A: '128', B: '1' } });
});

test('the later of envFrom wins, env wins over both, prefixes are put before', () => {
  const envFrom = [
    { configMapRef: { name: 'settings' } },
    { secretRef: { name: 'keys' } },
    { prefix: 'P_', configMapRef: { name: 'settings' } },
    { configMapRef: { name: 'none', optional: true } },
  ];
  assert.deepEqual(resolve({ envFrom, env: [{ name: 'B', value: 'own' }] }), {
    ok: true,
    variables: { A: 'secret', B: 'own', P_A: 'config', P_B: 'b' },
  });
});

test('all that is missing is named at once', () => {
  const result = resolve({
    envFrom: [{ secretRef: { name: 'gone' } }],
    env: [
      { name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'Z' } } },
      { name: 'B', valueFrom: { configMapKeyRef: { name: 'none', key: 'Z' } } },
    ],
  });
  assert.deepEqual(result, {
    ok: false,
    message:
      'secret "gone" not found in namespace team-dev; ' +
      "couldn't find key Z in ConfigMap team-dev/settings; " +
      'configmap "none" not found in namespace team-dev',
  });
});
