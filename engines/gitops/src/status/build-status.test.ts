import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { compare } from '../compare.ts';
import type { Application } from '../types.ts';
import { buildStatus, sameStatus } from './build-status.ts';
import { addHistory } from './operation-state.ts';

const application: Application = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'app' },
  spec: { project: 'p', source: { repoURL: 'r' }, destination: { namespace: 'n' } },
};
const ingress: KubeObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'i', namespace: 'n' },
  spec: { rules: [{ host: 'orders.dev.localhost' }] },
};
const comparison = compare({ application: 'app', desired: [ingress], live: [ingress] });
const observed = { comparison, revision: 'abc', sourceType: 'Kustomize', findings: [] };
const noon = new Date('2026-11-01T12:00:00Z');
const later = new Date('2026-11-01T13:00:00Z');

test('the status has the shape of Argo CD', () => {
  assert.deepEqual(buildStatus(application, observed, noon), {
    sync: {
      status: 'Synced',
      revision: 'abc',
      comparedTo: { source: { repoURL: 'r' }, destination: { namespace: 'n' } },
    },
    health: {
      status: 'Progressing',
      message: 'Caused by networking.k8s.io/Ingress:n/i',
      lastTransitionTime: '2026-11-01T12:00:00Z',
    },
    resources: [
      {
        group: 'networking.k8s.io',
        version: 'v1',
        kind: 'Ingress',
        namespace: 'n',
        name: 'i',
        status: 'Synced',
        health: { status: 'Progressing' },
      },
    ],
    conditions: [],
    summary: { externalURLs: ['http://orders.dev.localhost/'] },
    sourceType: 'Kustomize',
    reconciledAt: '2026-11-01T12:00:00Z',
  });
});

test('a later look that finds the same is not worth a write', () => {
  const findings = [{ type: 'ComparisonError', message: 'm' }];
  const first = buildStatus(application, { ...observed, findings }, noon);
  const second = buildStatus({ ...application, status: first }, { ...observed, findings }, later);
  assert.ok(sameStatus(first, second));
  assert.equal(second.conditions?.[0]?.lastTransitionTime, '2026-11-01T12:00:00Z');
  const third = buildStatus({ ...application, status: second }, observed, later);
  assert.ok(!sameStatus(second, third));
});

test('without a comparison what was known of the resources is kept', () => {
  const first = buildStatus(application, observed, noon);
  const unknown = { ...observed, comparison: undefined, revision: undefined };
  const second = buildStatus({ ...application, status: first }, unknown, later);
  assert.equal(second.sync?.status, 'Unknown');
  assert.equal(second.sync?.revision, 'abc');
  assert.deepEqual(second.resources, first.resources);
});

test('the history counts its ids up and keeps the newest', () => {
  const state = (revision: string) => ({
    operation: { initiatedBy: { automated: true } },
    phase: 'Succeeded' as const,
    message: '',
    startedAt: '2026-11-01T12:00:00Z',
    finishedAt: '2026-11-01T12:00:01Z',
    syncResult: { revision, source: { repoURL: 'r' }, resources: [] },
  });
  const history = ['a', 'b', 'c', 'd'].reduce<ReturnType<typeof addHistory>>(
    (all, revision) => addHistory(all, state(revision), 2),
    [],
  );
  assert.deepEqual(
    history.map(({ id, revision }) => [id, revision]),
    [
      [2, 'c'],
      [3, 'd'],
    ],
  );
});
