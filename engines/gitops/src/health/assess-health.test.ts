import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { assessHealth } from './assess-health.ts';

const rolledOut = { observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2 };
const waiting = (reason: string) => ({
  phase: 'Running',
  containerStatuses: [{ name: 'app', state: { waiting: { reason, message: 'm' } } }],
});

type Example = readonly [
  name: string,
  type: string,
  body: Readonly<Record<string, unknown>>,
  expected: string | undefined,
];

const examples: readonly Example[] = [
  ['rolled out', 'apps/v1 Deployment', { spec: { replicas: 2 }, status: rolledOut }, 'Healthy'],
  [
    'new replicas are missing',
    'apps/v1 Deployment',
    { spec: { replicas: 2 }, status: { ...rolledOut, updatedReplicas: 1 } },
    'Progressing',
  ],
  [
    'not seen yet',
    'apps/v1 Deployment',
    { spec: { replicas: 2 }, status: { ...rolledOut, observedGeneration: 0 } },
    'Progressing',
  ],
  [
    'over its deadline',
    'apps/v1 Deployment',
    {
      spec: { replicas: 2 },
      status: {
        observedGeneration: 1,
        conditions: [{ type: 'Progressing', reason: 'ProgressDeadlineExceeded' }],
      },
    },
    'Degraded',
  ],
  ['paused', 'apps/v1 Deployment', { spec: { paused: true } }, 'Suspended'],
  [
    'in back-off',
    'v1 Pod',
    { spec: { restartPolicy: 'Always' }, status: waiting('CrashLoopBackOff') },
    'Degraded',
  ],
  [
    'being made',
    'v1 Pod',
    { spec: { restartPolicy: 'Always' }, status: waiting('ContainerCreating') },
    'Progressing',
  ],
  ['plain', 'v1 Service', { spec: {} }, 'Healthy'],
  ['without an address', 'v1 Service', { spec: { type: 'LoadBalancer' } }, 'Progressing'],
  ['without an address', 'networking.k8s.io/v1 Ingress', {}, 'Progressing'],
  [
    'with an address',
    'networking.k8s.io/v1 Ingress',
    { status: { loadBalancer: { ingress: [{ ip: '127.0.0.1' }] } } },
    'Healthy',
  ],
  ['bound', 'v1 PersistentVolumeClaim', { status: { phase: 'Bound' } }, 'Healthy'],
  ['failed', 'batch/v1 Job', { status: { conditions: [{ type: 'Failed' }] } }, 'Degraded'],
  [
    'that is degraded',
    'argoproj.io/v1alpha1 Application',
    { status: { health: { status: 'Degraded' } } },
    'Degraded',
  ],
  ['of no health', 'v1 ConfigMap', {}, undefined],
];

for (const [name, type, body, expected] of examples) {
  test(`${type} ${name} is ${expected ?? 'not judged'}`, () => {
    const [apiVersion = '', kind = ''] = type.split(' ');
    const object: KubeObject = {
      apiVersion,
      kind,
      metadata: { name: 'x', generation: 1 },
      ...body,
    };
    assert.equal(assessHealth(object)?.status, expected);
  });
}
