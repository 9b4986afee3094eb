import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { type RuntimeInput, runtimeView } from './runtime.ts';

const image = (sha: string) => ({
  containers: [{ name: 'app', image: `forge:7080/payments/orders:${sha}` }],
});

const replicaSet = (uid: string, sha: string, revision: number, replicas: number): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: {
    name: `orders-${uid}`,
    uid,
    creationTimestamp: '2026-11-24T10:00:00Z',
    annotations: { 'deployment.kubernetes.io/revision': String(revision) },
  },
  spec: { replicas, template: { spec: image(sha) } },
});

const pod = (owner: string, sha: string, ready: boolean): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: `orders-${owner}-${sha}`,
    uid: `${owner}-${sha}`,
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: `orders-${owner}`,
        uid: owner,
        controller: true,
      },
    ],
  },
  spec: image(sha),
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
});

const base: RuntimeInput = {
  service: 'orders',
  environment: 'dev',
  namespace: 'payments-dev',
  url: 'http://orders.dev.localhost:8880',
  application: {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'orders-dev' },
    status: { sync: { status: 'Synced', revision: 'b'.repeat(40) }, health: { status: 'Healthy' } },
  },
  deployments: [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'orders' },
      spec: { replicas: 1 },
    },
  ],
  replicaSets: [replicaSet('old', 'a'.repeat(40), 1, 0), replicaSet('new', 'b'.repeat(40), 2, 1)],
  pods: [pod('new', 'b'.repeat(40), true)],
  metrics: new Map([[`new-${'b'.repeat(40)}`, { memoryBytes: 5, cpuCores: 0.5 }]]),
  commits: new Map(),
};

test('the newest revision comes first and is live when it is ready', () => {
  const view = runtimeView(base);
  assert.deepEqual(
    view.revisions.map(({ sha, live, ready }) => [sha[0], live, ready]),
    [
      ['b', true, 1],
      ['a', false, 0],
    ],
  );
  assert.deepEqual(view.replicas, { ready: 1, desired: 1 });
  assert.equal(view.pods[0]?.memoryBytes, 5);
  assert.equal(view.health, 'Healthy');
});

test('while the new revision is not ready the old one is live', () => {
  const view = runtimeView({
    ...base,
    pods: [pod('new', 'b'.repeat(40), false), pod('old', 'a'.repeat(40), true)],
  });
  assert.deepEqual(
    view.revisions.map(({ live }) => live),
    [false, true],
  );
  assert.match(view.explanations[0]?.reason ?? '', /aaaaaaa still serves/);
});

test('before there is an Application everything is missing and nothing is live', () => {
  const view = runtimeView({
    ...base,
    application: undefined,
    deployments: [],
    replicaSets: [],
    pods: [],
  });
  assert.equal(view.health, 'Missing');
  assert.deepEqual([view.revisions, view.pods, view.replicas], [[], [], { ready: 0, desired: 0 }]);
});
