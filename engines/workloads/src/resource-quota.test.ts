import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { admissionRefusal } from './admission.ts';
import { desiredHealthy, type PodDisruptionBudget, reconcileBudget } from './disruption-budget.ts';
import { pluralOf } from './quota-usage.ts';
import { quotaRefusal, type ResourceQuota, reconcileQuota } from './resource-quota.ts';
import { withinBudgets } from './rolling-update.ts';
import { NOW, pod } from './testing/objects.ts';
import type { Pod } from './types.ts';

function quota(hard: Readonly<Record<string, string>>, scopes?: readonly string[]): ResourceQuota {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'small', namespace: 'team-dev' },
    spec: { hard, ...(scopes ? { scopes } : {}) },
  };
}

function sized(name: string, cpu: string, limit?: string): Pod {
  const base = pod({ uid: name });
  const resources = { requests: { cpu }, ...(limit ? { limits: { cpu: limit } } : {}) };
  const containers = [{ name: 'app', image: 'one', resources }];
  return { ...base, spec: { ...base.spec, containers } };
}

const service: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'team-dev' },
  spec: { type: 'NodePort', ports: [{ port: 80 }, { port: 81 }] },
};

const refusals: readonly [string, KubeObject, ResourceQuota, readonly KubeObject[], string?][] = [
  ['there is room', pod({ uid: 'b' }), quota({ pods: '2' }), [pod({ uid: 'a' })]],
  [
    'one too many',
    pod({ uid: 'b' }),
    quota({ pods: '1' }),
    [pod({ uid: 'a' })],
    'pods "web-b" is forbidden: exceeded quota: small, requested: pods=1, used: pods=1, limited: pods=1',
  ],
  [
    'one that ended does not count',
    pod({ uid: 'b' }),
    quota({ pods: '1' }),
    [pod({ uid: 'a', phase: 'Succeeded' })],
  ],
  [
    'cores add up exactly',
    sized('b', '600m'),
    quota({ 'requests.cpu': '1' }),
    [sized('a', '0.5')],
    'pods "web-b" is forbidden: exceeded quota: small, requested: requests.cpu=600m, used: requests.cpu=500m, limited: requests.cpu=1',
  ],
  [
    'what is counted has to be said',
    sized('b', '100m'),
    quota({ 'limits.cpu': '1' }),
    [],
    'pods "web-b" is forbidden: failed quota: small: must specify limits.cpu for: app',
  ],
  [
    'ports of nodes',
    service,
    quota({ 'services.nodeports': '1' }),
    [],
    'services "web" is forbidden: exceeded quota: small, requested: services.nodeports=2, used: services.nodeports=0, limited: services.nodeports=1',
  ],
  [
    'any kind by count',
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'b', namespace: 'team-dev' } },
    quota({ 'count/deployments.apps': '0' }),
    [],
    'deployments "b" is forbidden: exceeded quota: small, requested: count/deployments.apps=1, used: count/deployments.apps=0, limited: count/deployments.apps=0',
  ],
  ['another scope', pod({ uid: 'b' }), quota({ pods: '0' }, ['NotBestEffort']), []],
];

for (const [name, object, of, content, expected] of refusals) {
  test(`quota: ${name}`, () => assert.equal(quotaRefusal(object, [of], content), expected));
}

test('a quota reports what is used, once', () => {
  const given = quota({ pods: '2', 'requests.cpu': '1' });
  const [action] = reconcileQuota(given, [sized('a', '250m'), service]).actions;
  assert.ok(action?.kind === 'updateStatus');
  assert.deepEqual((action.object.status as { used: unknown }).used, {
    pods: '1',
    'requests.cpu': '250m',
  });
  const settled = action.object as ResourceQuota;
  assert.deepEqual(reconcileQuota(settled, [sized('a', '250m'), service]).actions, []);
});

test('a pod needs the service account that it names', () => {
  const base = pod({ uid: 'a' });
  const named = { ...base, spec: { ...base.spec, serviceAccountName: 'robot' } };
  const view = { quotas: [], content: () => [], hasServiceAccount: () => false };
  assert.equal(admissionRefusal(base, view), undefined);
  assert.equal(
    admissionRefusal(named, view),
    'pods "web-a" is forbidden: error looking up service account team-dev/robot: serviceaccount "robot" not found',
  );
});

test('the plural of a kind', () => {
  assert.deepEqual(['Pod', 'Ingress', 'NetworkPolicy', 'Gateway'].map(pluralOf), [
    'pods',
    'ingresses',
    'networkpolicies',
    'gateways',
  ]);
});

function budget(spec: object): PodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'b', namespace: 'team-dev' },
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
  };
}

test('a budget says how many pods may be disrupted', () => {
  assert.deepEqual(
    [
      { minAvailable: 2 },
      { minAvailable: '50%' },
      { maxUnavailable: 1 },
      { maxUnavailable: '30%' },
    ].map((spec) => desiredHealthy(budget(spec), 5)),
    [2, 3, 4, 3],
  );
  const pods = [pod({ uid: 'a' }), pod({ uid: 'b' }), pod({ uid: 'c', ready: false })];
  const around = { pods, expected: 3, now: NOW };
  const [action] = reconcileBudget(budget({ minAvailable: 1 }), around).actions;
  assert.ok(action?.kind === 'updateStatus');
  const { currentHealthy, disruptionsAllowed } = action.object.status as Record<string, number>;
  assert.deepEqual([currentHealthy, disruptionsAllowed], [2, 1]);
});

test('a rollout keeps to the budget, and goes on where the budget leaves no way', () => {
  assert.deepEqual(withinBudgets({ maxSurge: 1, maxUnavailable: 2 }, 4, 3), {
    maxSurge: 1,
    maxUnavailable: 1,
  });
  assert.deepEqual(withinBudgets({ maxSurge: 0, maxUnavailable: 1 }, 2, 2), {
    maxSurge: 1,
    maxUnavailable: 0,
  });
});
