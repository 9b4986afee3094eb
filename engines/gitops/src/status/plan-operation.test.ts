import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { compare } from '../compare.ts';
import { stamp } from '../tracking.ts';
import type { Application, ApplicationStatus, OperationPhase, SyncPolicy } from '../types.ts';
import { planOperation } from './plan-operation.ts';

const now = new Date('2026-11-01T12:00:00Z');
const config = stamp(
  'app',
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'n' } },
  'n',
);
const revision = 'new';

type World = { readonly desired: readonly KubeObject[]; readonly live: readonly KubeObject[] };
const missing: World = { desired: [config], live: [] };
const equal: World = { desired: [config], live: [config] };
const extra: World = { desired: [], live: [config] };

function last(
  phase: OperationPhase,
  of: string,
  more: { retryCount?: number; finishedAt?: string } = {},
): ApplicationStatus {
  const syncResult = { revision: of, resources: [] };
  const finishedAt = '2026-11-01T11:59:58Z';
  return {
    operationState: {
      operation: {},
      phase,
      message: 'm',
      startedAt: finishedAt,
      finishedAt,
      syncResult,
      ...more,
    },
  };
}

/** A sync that healed, with how often that was in a row. */
function healed(selfHealAttemptsCount: number, at = '11:59:58.5'): ApplicationStatus {
  const { operationState } = last('Succeeded', revision, { finishedAt: `2026-11-01T${at}Z` });
  assert.ok(operationState);
  const operation = { sync: { selfHealAttemptsCount } };
  return { operationState: { ...operationState, operation } };
}

/** A sync that somebody asked for, with one retry, that failed. */
function byHand(retryCount: number): ApplicationStatus {
  const { operationState } = last('Failed', revision, { retryCount });
  assert.ok(operationState);
  return { operationState: { ...operationState, operation: { sync: {}, retry: { limit: 1 } } } };
}

const automated: SyncPolicy = { automated: {} };
const prune: SyncPolicy = { automated: { prune: true } };
const heal: SyncPolicy = { automated: { selfHeal: true } };
const retry: SyncPolicy = {
  automated: {},
  retry: { limit: 2, backoff: { duration: '10s', factor: 3 } },
};

type Example = readonly [
  name: string,
  World,
  SyncPolicy | undefined,
  ApplicationStatus,
  expected: string,
];

const examples: readonly Example[] = [
  ['not automated', missing, undefined, {}, 'none'],
  ['switched off', missing, { automated: { enabled: false } }, {}, 'none'],
  ['in sync', equal, automated, {}, 'none'],
  ['out of sync', missing, automated, {}, 'run first'],
  ['only pruning is needed and not allowed', extra, automated, {}, 'none'],
  ['everything would go', extra, prune, {}, 'none'],
  ['everything may go', extra, { automated: { prune: true, allowEmpty: true } }, {}, 'run first'],
  ['a new revision after a failure', missing, automated, last('Failed', 'old'), 'run first'],
  ['drift of a synced revision', missing, automated, last('Succeeded', revision), 'none'],
  ['drift that is healed', missing, heal, last('Succeeded', revision), 'run first'],
  ['failed two seconds ago', missing, retry, last('Failed', revision), 'wait 8'],
  [
    'failed for the second time',
    missing,
    retry,
    last('Failed', revision, { retryCount: 1 }),
    'wait 28',
  ],
  [
    'failed long ago',
    missing,
    retry,
    last('Failed', revision, { finishedAt: '2026-11-01T11:00:00Z' }),
    'run next',
  ],
  ['drift is healed again at once', missing, heal, healed(1), 'wait 0.5'],
  ['drift is healed for the fourth time', missing, heal, healed(4), 'wait 52.5'],
  ['drift comes back after a quiet time', missing, heal, healed(9, '11:54:00'), 'run first'],
  ['a sync by hand failed that says no retry', missing, undefined, last('Failed', 'old'), 'none'],
  ['a sync by hand failed just now', missing, undefined, byHand(0), 'wait 3'],
  ['a sync by hand failed too often', missing, undefined, byHand(1), 'none'],
  ['failed too often', missing, retry, last('Failed', revision, { retryCount: 2 }), 'none'],
];

for (const [name, world, syncPolicy, status, expected] of examples) {
  test(`automation when ${name}: ${expected}`, () => {
    const application: Application = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'app' },
      spec: { project: 'p', destination: {}, ...(syncPolicy && { syncPolicy }) },
      status,
    };
    const comparison = compare({ application: 'app', ...world });
    const plan = planOperation(application, comparison, revision, now);
    const detail =
      plan.type === 'run'
        ? ` ${plan.attempt}`
        : plan.type === 'wait'
          ? ` ${(plan.until.getTime() - now.getTime()) / 1000}`
          : '';
    assert.equal(plan.type + detail, expected);
  });
}
