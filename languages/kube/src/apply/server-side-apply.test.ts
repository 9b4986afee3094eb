import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '../object.ts';
import { recordUpdate, serverSideApply } from './server-side-apply.ts';

function configMap(data: Record<string, string>): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'd' }, data };
}

function applied(
  live: KubeObject | undefined,
  config: KubeObject,
  manager: string,
  force = false,
): KubeObject {
  const result = serverSideApply(live, config, { manager, force });
  assert.equal(result.outcome, 'applied');
  return result.outcome === 'applied' ? result.object : config;
}

function owners(object: KubeObject): readonly string[] {
  const entries = (object.metadata.managedFields ?? []) as { manager: string; fieldsV1: object }[];
  return entries.map(({ manager, fieldsV1 }) => `${manager} ${JSON.stringify(fieldsV1)}`);
}

test('two managers share an object, and each removes only what is its own', () => {
  const first = applied(undefined, configMap({ a: 'x', b: 'y' }), 'git');
  const second = applied(first, configMap({ b: 'y', c: 'z' }), 'hand');
  const third = applied(second, configMap({}), 'git');
  assert.deepEqual(third.data, { b: 'y', c: 'z' });
  assert.ok(owners(third).includes('hand {"f:data":{"f:b":{},"f:c":{}}}'));
});

test('another value of an owned field is a conflict, until it is forced', () => {
  const first = applied(undefined, configMap({ a: 'x' }), 'git');
  const update = recordUpdate(first, configMap({ a: 'y' }), { manager: 'editor' });
  assert.deepEqual(serverSideApply(update, configMap({ a: 'x' }), { manager: 'git' }), {
    outcome: 'conflict',
    conflicts: [{ field: '.data.a', message: 'conflict with "editor" using v1' }],
  });
  const forced = applied(update, configMap({ a: 'x' }), 'git', true);
  assert.deepEqual(owners(forced), ['git {"f:data":{"f:a":{}}}']);
});

test('kubectl takes over what it applied on the client side before', () => {
  const before = configMap({ a: 'x' });
  const annotations = {
    'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(before),
  };
  const live = recordUpdate(
    undefined,
    { ...before, metadata: { ...before.metadata, annotations } },
    { manager: 'kubectl-client-side-apply' },
  );
  const next = configMap({ a: 'y' });
  assert.equal(serverSideApply(live, next, { manager: 'other' }).outcome, 'conflict');
  assert.equal(serverSideApply(live, next, { manager: 'kubectl' }).outcome, 'applied');
});

test('what is not of its type is refused with every place', () => {
  const bad = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas: 'two', replica: 1 },
  } as unknown as KubeObject;
  assert.throws(
    () => serverSideApply(undefined, bad, { manager: 'git' }),
    /\.spec\.replicas: expected numeric.*; \.spec\.replica: field not declared in schema/,
  );
});
