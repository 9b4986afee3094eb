import type {
  ApplicationView,
  CreationView,
  ServiceView,
  TeamView,
  TokenView,
} from '@infraforge/plugin-platform-common';

const sha = '3f2c1a9d8e7b6c5a4f3e2d1c0b9a8f7e6d5c4b3a';

export const ordersApp: ApplicationView = {
  name: 'orders-dev',
  project: 'workloads-payments',
  namespace: 'payments-dev',
  repository: 'http://localhost:7080/payments/orders.git',
  path: 'deploy/overlays/dev',
  sync: 'Synced',
  health: 'Healthy',
  revision: sha,
  operation: {
    phase: 'Succeeded',
    message: 'successfully synced',
    startedAt: '2026-01-01T23:58:00Z',
    finishedAt: '2026-01-01T23:58:01Z',
  },
  conditions: [],
  resources: [
    {
      kind: 'Deployment',
      namespace: 'payments-dev',
      name: 'orders',
      sync: 'Synced',
      health: 'Healthy',
    },
    { kind: 'ConfigMap', namespace: 'payments-dev', name: 'orders', sync: 'Synced' },
  ],
  history: [{ id: 0, revision: sha, deployedAt: '2026-01-01T23:58:01Z' }],
};

export const orders: ServiceView = {
  name: 'orders',
  team: 'payments',
  description: 'Takes orders',
  state: 'active',
  requester: 'user:default/ana',
  createdAt: '2026-01-01T00:00:00Z',
  entityRef: 'component:default/orders',
  repository: {
    fullName: 'payments/orders',
    url: 'http://localhost:7080/payments/orders',
    cloneUrl: 'http://localhost:7080/payments/orders.git',
  },
  environments: [
    {
      environment: 'dev',
      namespace: 'payments-dev',
      health: 'Healthy',
      sync: 'Synced',
      url: 'http://orders.dev.localhost:8880',
      commit: {
        sha,
        subject: 'add retry',
        author: 'ana',
        date: '2026-01-01T23:57:00Z',
        url: `http://localhost:7080/payments/orders/commit/${sha}`,
      },
      syncedAt: '2026-01-01T23:58:00Z',
      replicas: { ready: 1, desired: 1 },
      restarts: 0,
      explanations: [],
      revisions: [{ sha, ready: 1, desired: 1, live: true, createdAt: '2026-01-01T23:58:00Z' }],
      pods: [
        {
          name: 'orders-7d9f4c-x2k4',
          uid: 'u1',
          revision: sha,
          status: 'Running',
          ready: true,
          restarts: 0,
          memoryBytes: 43_000_000,
          cpuCores: 0.003,
          startedAt: '2026-01-01T23:58:00Z',
        },
      ],
      application: ordersApp,
    },
  ],
};

export const brokenBasket: ServiceView = {
  ...orders,
  name: 'korb-größe',
  team: 'storefront',
  description: '買い物かご',
  entityRef: 'component:default/korb-größe',
  environments: orders.environments.map(
    ({ application: _none, commit: _no, url: _url, ...runtime }) => ({
      ...runtime,
      health: 'Degraded',
      sync: 'OutOfSync',
      replicas: { ready: 0, desired: 2 },
      restarts: 7,
      explanations: [
        {
          reason: 'Readiness probe `/readyz` answered 503 for 40 s.',
          nextStep: 'See the log: gaia logs korb-größe',
          severity: 'error',
        },
      ],
      pods: [],
      revisions: [],
    }),
  ),
};

export const newborn: ServiceView = { ...orders, name: 'new', state: 'creating', environments: [] };

export const teams: TeamView[] = [
  {
    name: 'payments',
    title: 'Payments',
    members: ['ana', 'ben'],
    environments: ['dev'],
    yours: true,
  },
];

export const tokens: TokenView[] = [
  {
    id: '0011',
    subject: 'user:default/ana',
    description: 'laptop',
    createdAt: '2025-12-31T00:00:00Z',
  },
];

const steps: CreationView['steps'] = [
  {
    id: 'publish',
    title: 'repository',
    status: 'succeeded',
    detail: 'payments/orders',
    startedAt: '2026-01-02T00:00:00.000Z',
    endedAt: '2026-01-02T00:00:00.400Z',
  },
  { id: 'synced', title: 'synced', status: 'running' },
  { id: 'healthy', title: 'healthy', status: 'pending' },
];

/** A creation as three reads see it. */
export const creations: CreationView[] = [
  { name: 'orders', taskId: 'task-1', status: 'running', steps: steps.slice(0, 1) },
  { name: 'orders', taskId: 'task-1', status: 'running', steps },
  {
    name: 'orders',
    taskId: 'task-1',
    status: 'succeeded',
    url: 'http://orders.dev.localhost:8880',
    steps: [
      ...steps.slice(0, 1),
      { id: 'synced', title: 'synced', status: 'succeeded', detail: 'orders-dev at 3f2c1a9' },
      { id: 'healthy', title: 'healthy', status: 'succeeded', detail: '1/1 ready' },
    ],
  },
];
