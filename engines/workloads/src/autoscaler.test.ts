import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reconcileAutoscaler } from './autoscaler.ts';
import type { Deployment, HorizontalPodAutoscaler, Pod } from './types.ts';

const now = new Date('2026-11-24T12:00:00Z');

const autoscaler = (patch: object = {}, status?: object): HorizontalPodAutoscaler =>
  ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {
      name: 'orders',
      namespace: 'payments-dev',
      generation: 1,
      creationTimestamp: '2026-11-24T11:00:00Z',
    },
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: 'orders' },
      minReplicas: 1,
      maxReplicas: 4,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
        },
      ],
      ...patch,
    },
    ...(status ? { status } : {}),
  }) as unknown as HorizontalPodAutoscaler;

const deployment = (replicas: number): Deployment =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'orders' },
    spec: { replicas },
  }) as unknown as Deployment;

const pods = (count: number): readonly Pod[] =>
  Array.from({ length: count }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `p${index}`, uid: `p${index}` },
    spec: { containers: [{ name: 'app', resources: { requests: { cpu: '100m' } } }] },
  })) as unknown as readonly Pod[];

const using = (cores: readonly number[]) =>
  new Map(cores.map((value, index) => [`p${index}`, value]));

const scaledRecently = { lastScaleTime: '2026-11-24T11:58:00Z' };
const scaledLongAgo = { lastScaleTime: '2026-11-24T11:50:00Z' };

const examples: readonly [string, HorizontalPodAutoscaler, number, readonly number[], number][] = [
  ['within the tolerance nothing moves', autoscaler(), 2, [0.052, 0.05], 2],
  ['twice the target doubles', autoscaler(), 1, [0.1], 2],
  ['never over max', autoscaler(), 2, [1, 1], 4],
  ['up to min at once', autoscaler({ minReplicas: 3 }), 1, [0.05], 3],
  ['down after five minutes', autoscaler({}, scaledLongAgo), 3, [0.01, 0.01, 0.01], 1],
  ['not down before', autoscaler({}, scaledRecently), 3, [0.01, 0.01, 0.01], 3],
  ['what is not measured does not scale', autoscaler(), 2, [], 2],
  ['zero replicas means switched off', autoscaler(), 0, [], 0],
  ['another metric keeps the bounds', autoscaler({ metrics: [], minReplicas: 2 }), 1, [0.9], 2],
];

for (const [name, hpa, replicas, cores, expected] of examples) {
  test(name, () => {
    const target = deployment(replicas);
    const { actions } = reconcileAutoscaler(hpa, {
      target,
      pods: pods(replicas),
      usage: using(cores),
      now,
    });
    const update = actions.find(({ kind }) => kind === 'update');
    const scaled =
      update && 'object' in update
        ? (update.object.spec as { replicas: number }).replicas
        : replicas;
    assert.equal(scaled, expected);
  });
}

test('the second look at the same state changes nothing', () => {
  const target = deployment(1);
  const around = { target, pods: pods(1), usage: using([0.05]), now };
  const [first] = reconcileAutoscaler(autoscaler(), around).actions;
  assert.equal(first?.kind, 'updateStatus');
  const seen =
    first && 'object' in first ? (first.object as HorizontalPodAutoscaler) : autoscaler();
  assert.deepEqual(reconcileAutoscaler(seen, around).actions, []);
});

test('a missing target is said as Kubernetes says it', () => {
  const { actions } = reconcileAutoscaler(autoscaler(), {
    target: undefined,
    pods: [],
    usage: new Map(),
    now,
  });
  assert.match(JSON.stringify(actions), /FailedGetScale/);
});
