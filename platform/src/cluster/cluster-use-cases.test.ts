import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDirectory } from '@infraforge/identity';
import { type Caller, fixedClock, silentLogger } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { memoryObjectStore } from '@infraforge/workloads';
import type { PlatformContext } from '../context.ts';
import { createClusterUseCases } from './cluster-use-cases.ts';

const clock = fixedClock('2026-11-24T10:00:00Z');
const ana: Caller = {
  subject: 'user:default/ana',
  groups: ['payments'],
  role: 'member',
  scopes: undefined,
  via: 'portal',
};
const admin: Caller = { ...ana, subject: 'user:default/admin', groups: [], role: 'admin' };

const object = (kind: string, namespace: string, name: string, rest: object = {}): KubeObject => ({
  apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
  kind,
  metadata: {
    name,
    ...(namespace ? { namespace } : {}),
    labels: { 'app.kubernetes.io/name': name },
  },
  ...rest,
});

const pod = (namespace: string, name: string) =>
  object('Pod', namespace, name, {
    spec: {
      containers: [
        { name: 'app', image: 'x', resources: { requests: { cpu: '100m', memory: '128Mi' } } },
      ],
    },
  });

async function world() {
  const objects = memoryObjectStore({ clock });
  const quota = {
    spec: { hard: { pods: '10', 'requests.cpu': '2' } },
    status: { used: { pods: '5' } },
  };
  for (const each of [
    object('Namespace', '', 'payments-dev'),
    object('Namespace', '', 'storefront-dev'),
    object('Deployment', 'payments-dev', 'orders', { spec: { replicas: 2 } }),
    object('Deployment', 'storefront-dev', 'shop', { spec: { replicas: 1 } }),
    pod('payments-dev', 'orders'),
    pod('storefront-dev', 'shop'),
    object('ResourceQuota', 'payments-dev', 'team', quota),
    object('Event', 'payments-dev', 'e1', {
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting',
      count: 3,
      involvedObject: { kind: 'Pod', name: 'orders' },
      lastTimestamp: '2026-11-24T09:59:00Z',
    }),
    object('Event', 'storefront-dev', 'e2', { reason: 'Started', message: 'Started' }),
  ]) {
    const made = await objects.create(each);
    if ('status' in each) await objects.updateStatus({ ...made, status: each.status });
  }
  const team = (name: string) => ({ name, title: name, members: [] });
  const context = {
    objects,
    podMetrics: async () => ({ memoryBytes: 1000, cpuCores: 0.5 }),
    logs: {
      async *follow() {
        yield { text: 'hello', offset: 5 };
      },
    },
    directory: () => createDirectory([], [team('payments'), team('storefront')]),
    clock,
    logger: silentLogger,
    stopping: new AbortController().signal,
  } as unknown as PlatformContext;
  return createClusterUseCases(context, async () => ({ level: 'users' }));
}

test('sums up each namespace, and says whose it is', async () => {
  const { isolation, namespaces } = await (await world()).describe(ana);
  assert.equal(isolation.level, 'users');
  assert.deepEqual(
    namespaces.map(({ name, team, yours }) => [name, team, yours]),
    [
      ['payments-dev', 'payments', true],
      ['storefront-dev', 'storefront', false],
    ],
  );
  const [own] = namespaces;
  assert.deepEqual(own?.requests, { cpuCores: 0.1, memoryBytes: 128 * 2 ** 20 });
  assert.deepEqual(own?.usage, { memoryBytes: 1000, cpuCores: 0.5 });
  assert.deepEqual(own?.quotas, [
    {
      name: 'team',
      items: [
        { resource: 'pods', hard: '10', used: '5', share: 0.5 },
        { resource: 'requests.cpu', hard: '2' },
      ],
    },
  ]);
});

test('shows to everybody what runs', async () => {
  const cluster = await world();
  const workloads = await cluster.workloads(ana);
  assert.deepEqual(
    workloads.map(({ name, desired, yours }) => [name, desired, yours]),
    [
      ['orders', 2, true],
      ['shop', 1, false],
    ],
  );
  assert.deepEqual((await cluster.pods(ana)).map(({ name }) => name).sort(), ['orders', 'shop']);
});

test('shows events only to those whose they are', async () => {
  const cluster = await world();
  assert.deepEqual(await cluster.events(ana), [
    {
      namespace: 'payments-dev',
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting',
      object: { kind: 'Pod', name: 'orders' },
      count: 3,
      firstAt: '2026-11-24T10:00:00Z',
      lastAt: '2026-11-24T09:59:00Z',
    },
  ]);
  assert.equal((await cluster.events(admin)).length, 2);
});

test('gives the log of a pod to its team', async () => {
  const cluster = await world();
  const lines: string[] = [];
  const follow = (caller: Caller, namespace: string, name: string) =>
    cluster.followLog(caller, { namespace, name }, 10, ({ text }) => lines.push(text), never());
  await follow(ana, 'payments-dev', 'orders');
  await follow(admin, 'storefront-dev', 'shop');
  assert.deepEqual(lines, ['hello', 'hello']);
  await assert.rejects(follow(ana, 'storefront-dev', 'shop'), {
    code: 'refused.cluster.not-your-team',
    message: /storefront/,
  });
  await assert.rejects(follow(ana, 'payments-dev', 'gone'), { code: 'cluster.pod.not-found' });
});

function never(): AbortSignal {
  return new AbortController().signal;
}
