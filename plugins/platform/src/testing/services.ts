import type { RuntimeView, ServiceView } from '@infraforge/plugin-platform-common';

/** Views of services as the platform sends them, for tests. */

const sha = '3f2c1a9b8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a';
const olderSha = '91be0d2c1b0a99887766554433221100ffeeddcc';

export function aRuntime(change: Partial<RuntimeView> = {}): RuntimeView {
  return {
    environment: 'dev',
    namespace: 'payments-dev',
    health: 'Healthy',
    sync: 'Synced',
    url: 'http://orders.dev.localhost:8880',
    commit: {
      sha,
      subject: 'Add retry',
      author: 'ana',
      date: '2026-11-24T11:58:00Z',
      url: 'http://127.0.0.1:7080/payments/orders/commit/3f2c1a9',
    },
    syncedAt: '2026-11-24T11:58:05Z',
    replicas: { ready: 1, desired: 1 },
    restarts: 0,
    explanations: [],
    revisions: [
      { sha, ready: 1, desired: 1, live: true, createdAt: '2026-11-24T11:58:05Z' },
      { sha: olderSha, ready: 0, desired: 0, live: false, createdAt: '2026-11-23T11:58:05Z' },
    ],
    pods: [
      {
        name: 'orders-7d9f6c5b84-x2k4q',
        uid: 'u1',
        revision: sha,
        status: 'Running',
        ready: true,
        restarts: 0,
        memoryBytes: 43_000_000,
        cpuCores: 0.003,
        startedAt: '2026-11-24T11:58:06Z',
      },
    ],
    application: {
      name: 'orders-dev',
      project: 'workloads-payments',
      namespace: 'payments-dev',
      repository: 'payments/orders',
      path: 'deploy/overlays/dev',
      sync: 'Synced',
      health: 'Healthy',
      conditions: [],
      resources: [],
      history: [],
    },
    ...change,
  };
}

export function aService(
  change: Partial<ServiceView> = {},
  runtime: Partial<RuntimeView> = {},
): ServiceView {
  return {
    name: 'orders',
    team: 'payments',
    description: 'Takes orders and keeps them',
    state: 'active',
    requester: 'ana',
    createdAt: '2026-11-23T11:57:00Z',
    entityRef: 'component:default/orders',
    repository: {
      fullName: 'payments/orders',
      url: 'http://127.0.0.1:7080/payments/orders',
      cloneUrl: 'http://127.0.0.1:7080/payments/orders.git',
    },
    environments: [aRuntime(runtime)],
    ...change,
  };
}
