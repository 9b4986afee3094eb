import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { assessHealth } from './assess-health.ts';

const object = (apiVersion: string, kind: string, status: unknown, generation?: number) =>
  ({
    apiVersion,
    kind,
    metadata: { name: 'x', ...(generation !== undefined && { generation }) },
    status,
  }) as KubeObject;
const is = (type: string, status: string, message: string) => ({
  conditions: [{ type, status, message }],
});

const cases: readonly [KubeObject, string, string][] = [
  [
    object('bitnami.com/v1alpha1', 'SealedSecret', is('Synced', 'False', 'no key')),
    'Degraded',
    'no key',
  ],
  [object('bitnami.com/v1alpha1', 'SealedSecret', is('Synced', 'True', 'ok')), 'Healthy', 'ok'],
  [object('cert-manager.io/v1', 'Certificate', is('Issuing', 'True', 'new')), 'Progressing', 'new'],
  [
    object(
      'argoproj.io/v1alpha1',
      'Rollout',
      { phase: 'Paused', message: 'step', observedGeneration: '2' },
      2,
    ),
    'Suspended',
    'step',
  ],
  [
    object('argoproj.io/v1alpha1', 'Rollout', { phase: 'Healthy', observedGeneration: '1' }, 2),
    'Progressing',
    'Waiting for rollout to finish: status has not been reconciled.',
  ],
  [
    object('flagger.app/v1beta1', 'Canary', { phase: 'Progressing', canaryWeight: 20 }),
    'Progressing',
    'Progressing, 20 % of the traffic',
  ],
  [object('flagger.app/v1beta1', 'Canary', { phase: 'Failed' }), 'Degraded', 'Failed'],
  [
    object('postgresql.cnpg.io/v1', 'Cluster', { phase: 'Failing over', phaseReason: 'lost' }),
    'Degraded',
    'lost',
  ],
  [object('rabbitmq.com/v1beta1', 'Queue', {}), 'Unknown', 'RabbitMQ queue status is unknown'],
];
for (const [each, status, message] of cases) {
  test(`${each.kind}: ${status}, ${message}`, () => {
    assert.deepEqual(assessHealth(each), { status, message });
  });
}
