import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { compare } from '../compare.ts';
import { aggregateHealth } from './aggregate-health.ts';

function claim(name: string, phase: string | undefined, annotations = {}): KubeObject {
  const metadata = { name, namespace: 'n', annotations };
  const status = phase === undefined ? {} : { status: { phase } };
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, ...status };
}

type Example = readonly [
  name: string,
  live: readonly KubeObject[],
  desired: readonly KubeObject[] | undefined,
  status: string,
  message: string | undefined,
];

const ignored = { 'argocd.argoproj.io/ignore-healthcheck': 'true' };
const a = claim('a', 'Bound');
const b = claim('b', 'Pending');
const c = claim('c', 'Lost');

const examples: readonly Example[] = [
  ['nothing', [], [], 'Healthy', undefined],
  ['all healthy', [a], undefined, 'Healthy', undefined],
  ['the worst counts', [a, b, c], undefined, 'Degraded', 'Caused by /PersistentVolumeClaim:n/c'],
  ['nothing is there', [], [a, b], 'Missing', undefined],
  ['one of two is missing', [a], [a, b], 'Healthy', undefined],
  [
    'a bad one that is to be ignored',
    [a, claim('d', 'Lost', ignored)],
    undefined,
    'Healthy',
    undefined,
  ],
];

for (const [name, live, desired, status, message] of examples) {
  test(`health of an application: ${name}`, () => {
    const { resources } = compare({ application: 'app', desired: desired ?? live, live });
    const { health } = aggregateHealth('app', resources);
    assert.deepEqual([health.status, health.message], [status, message]);
  });
}
