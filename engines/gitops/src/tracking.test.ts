import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { managerOf, stamp, trackingId } from './tracking.ts';

const deployment: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'orders', namespace: 'payments-dev' },
};

test('the tracking id names application, type and place', () => {
  assert.equal(
    trackingId('orders-dev', deployment, 'other'),
    'orders-dev:apps/Deployment:payments-dev/orders',
  );
});

test('a cluster-scoped object carries the destination namespace', () => {
  const namespace: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n' } };
  assert.equal(trackingId('app', namespace, 'dest'), 'app:/Namespace:dest/n');
  assert.equal(managerOf(stamp('app', namespace, 'dest')), 'app');
});

test('a custom resource definition is never stamped', () => {
  const definition: KubeObject = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
  };
  assert.equal(stamp('app', definition, 'dest'), definition);
});

const annotations: readonly [text: string, expected: string | undefined][] = [
  ['orders-dev:apps/Deployment:payments-dev/orders', 'orders-dev'],
  ['orders-dev:apps/Deployment:payments-dev/other', undefined],
  ['orders-dev:apps/StatefulSet:payments-dev/orders', undefined],
  ['orders-dev:Deployment:payments-dev/orders', undefined],
  ['garbage', undefined],
];

for (const [text, expected] of annotations) {
  test(`${text} is ${expected ?? 'nobody'} on the Deployment orders`, () => {
    const metadata = {
      ...deployment.metadata,
      annotations: { 'argocd.argoproj.io/tracking-id': text },
    };
    assert.equal(managerOf({ ...deployment, metadata }), expected);
  });
}
