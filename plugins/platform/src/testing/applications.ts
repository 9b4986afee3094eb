import type { ApplicationView } from '@infraforge/plugin-platform-common';

/** Views of applications as the platform sends them, for tests. */

const sha = '3f2c1a9b8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a';
const olderSha = '91be0d2c1b0a99887766554433221100ffeeddcc';

const place = { group: 'apps', namespace: 'payments-dev' };

export function anApplication(change: Partial<ApplicationView> = {}): ApplicationView {
  return {
    name: 'orders-dev',
    project: 'workloads-payments',
    team: 'payments',
    yours: true,
    namespace: 'payments-dev',
    repository: 'http://localhost:7080/payments/orders.git',
    path: 'deploy/overlays/dev',
    sync: 'Synced',
    health: 'Healthy',
    revision: sha,
    automated: { prune: true, selfHeal: true },
    operation: {
      phase: 'Succeeded',
      message: 'successfully synced (all tasks run)',
      startedAt: '2026-11-24T11:58:00Z',
      finishedAt: '2026-11-24T11:58:05Z',
    },
    conditions: [],
    resources: [
      { ...place, kind: 'Deployment', name: 'orders', sync: 'Synced', health: 'Healthy' },
    ],
    history: [
      { id: 0, revision: olderSha, deployedAt: '2026-11-23T11:58:05Z', automated: true },
      {
        id: 1,
        revision: sha,
        deployedAt: '2026-11-24T11:58:05Z',
        by: 'user:default/ana',
        commit: {
          sha,
          subject: 'Add retry',
          author: 'ana',
          date: '2026-11-24T11:58:00Z',
          url: 'http://localhost:7080/payments/orders/commit/3f2c1a9',
        },
      },
    ],
    tree: [
      { ...place, uid: 'd', kind: 'Deployment', name: 'orders', sync: 'Synced', health: 'Healthy' },
      {
        ...place,
        uid: 'r',
        parent: 'd',
        kind: 'ReplicaSet',
        name: 'orders-7d9',
        health: 'Healthy',
      },
      {
        ...place,
        group: '',
        uid: 'p',
        parent: 'r',
        kind: 'Pod',
        name: 'orders-7d9-x2k4q',
        health: 'Healthy',
      },
      { ...place, group: '', uid: 's', kind: 'Service', name: 'orders', sync: 'Synced' },
    ],
    syncWindows: [],
    ...change,
  };
}
