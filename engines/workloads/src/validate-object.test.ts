import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { deployment, ingress, pod, replicaSet, service } from './testing/objects.ts';
import { validateObject } from './validate-object.ts';

const good: readonly KubeObject[] = [
  deployment(),
  deployment({ replicas: null, strategy: { rollingUpdate: { maxSurge: '25%' } } }),
  replicaSet('r1', 1),
  pod({ uid: 'a' }),
  service('web'),
  ingress('web', ['web.localhost']),
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: 'b' } },
  { apiVersion: 'example.com/v1', kind: 'Whatever', metadata: { name: 'A b' }, spec: 7 },
];

for (const object of good) {
  test(`${object.kind} ${object.metadata.name} is fine`, () =>
    assert.deepEqual(validateObject(object), []));
}

const bad: readonly (readonly [string, KubeObject, readonly string[]])[] = [
  ['no spec', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }, ['spec']],
  [
    'words for numbers',
    deployment({ replicas: 'two', paused: 'no' }),
    ['spec.replicas', 'spec.paused'],
  ],
  ['less than nothing', deployment({ replicas: -1 }), ['spec.replicas']],
  [
    'a bad surge',
    deployment({ strategy: { rollingUpdate: { maxSurge: 'much' } } }),
    ['spec.strategy.rollingUpdate.maxSurge'],
  ],
  [
    'a foreign selector',
    deployment({ selector: { matchLabels: { app: 'x' } } }),
    ['spec.template.metadata.labels'],
  ],
  ['an empty selector', deployment({ selector: {} }), ['spec.selector']],
  [
    'no containers',
    deployment({ template: { spec: { containers: [] } } }),
    ['spec.template.spec.containers'],
  ],
  ['a port out of range', service('web', { ports: [{ port: 70_000 }] }), ['spec.ports.0.port']],
  [
    'a number in data',
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: 1 } },
    ['data.a'],
  ],
  [
    'a name with capitals',
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'Team' } },
    ['metadata.name'],
  ],
];

for (const [name, object, paths] of bad) {
  test(`refused: ${name}`, () =>
    assert.deepEqual(
      validateObject(object).map(({ place }) => place?.path),
      paths,
    ));
}
