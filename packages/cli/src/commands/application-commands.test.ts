import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { ordersApp } from '../testing/example-world.ts';
import { type PlatformDouble, startPlatformDouble } from '../testing/platform-double.ts';
import { runGaia } from '../testing/run-gaia.ts';

const older = 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678';
let platform: PlatformDouble;
beforeEach(async () => {
  const [newest] = ordersApp.history;
  assert.ok(newest);
  platform = await startPlatformDouble({
    applications: [
      {
        ...ordersApp,
        history: [
          { id: 0, revision: older, deployedAt: '2026-01-01T00:00:00Z', by: 'user:default/ben' },
          { ...newest, id: 1, automated: true },
        ],
      },
    ],
  });
});
afterEach(() => platform.close());

const gaia = (line: string) => runGaia(line.split(' '), platform.url);

test('history lists the newest first, of an app and of the app of a service', async () => {
  const ran = await gaia('history orders');
  assert.equal(ran.code, 0, ran.stderr);
  assert.deepEqual(
    ran.stdout.split('\n').map((line) => line.trim().split(/ {2,}/)),
    [
      ['ID', 'REVISION', 'DEPLOYED', 'BY'],
      ['1', '3f2c1a9', '119s ago', 'automatically'],
      ['0', 'a1b2c3d', '24h ago', 'ben'],
      [''],
    ],
  );
  assert.equal((await gaia('history orders-dev -o name')).stdout, 'history/1\nhistory/0\n');
});

test('diff prints a patch, and of nothing says so', async () => {
  const none = await gaia('diff orders');
  assert.deepEqual([none.code, none.stdout], [0, '']);
  assert.match(none.stderr, /orders-dev is as its source says\./);
  platform.world.differences = [
    {
      group: 'apps',
      kind: 'Deployment',
      namespace: 'payments-dev',
      name: 'orders',
      change: 'update',
      live: 'spec:\n  replicas: 3\n',
      target: 'spec:\n  replicas: 1\n',
    },
    {
      group: '',
      kind: 'ConfigMap',
      namespace: 'payments-dev',
      name: 'old',
      change: 'delete',
      live: 'data: {}\n',
    },
  ];
  const ran = await gaia('diff orders');
  assert.match(ran.stdout, /^--- Deployment\.apps\/payments-dev\/orders\tlive$/m);
  assert.match(ran.stdout, /\n spec:\n- {2}replicas: 3\n\+ {2}replicas: 1\n/);
  assert.match(ran.stdout, /^\+\+\+ \/dev\/null/m);
  assert.equal((await gaia('diff orders -o name')).stdout, 'deployment/orders\nconfigmap/old\n');
});

test('a rollback is pinned, shown as such, and ended', async () => {
  const ran = await runGaia(
    ['rollback', 'orders', '0', '--reason', 'checkout times out'],
    platform.url,
  );
  assert.equal(ran.code, 0, ran.stderr);
  assert.equal(ran.stdout, 'app/orders-dev: pinned to a1b2c3d, Synced\n');
  assert.deepEqual(
    platform.requests.find(({ route }) => route.endsWith('/rollback')),
    {
      route: 'POST /applications/orders-dev/rollback',
      body: { id: 0, reason: 'checkout times out' },
    },
  );
  assert.match((await gaia('get apps')).stdout, /Synced \(pinned\)/);
  const described = (await gaia('describe app orders-dev')).stdout;
  assert.match(described, /Pinned: .*to a1b2c3d \(entry 0\) by ana .*: checkout times out\n/);
  assert.match(described, /after: gaia rollback orders-dev --end\n/);

  const ended = await gaia('rollback orders --end');
  assert.equal(ended.stdout, 'app/orders-dev: follows its source again\n');
  assert.equal(platform.world.applications[0]?.pin, undefined);
});

test('a rollback needs an entry or --end, not both', async () => {
  for (const line of ['rollback orders', 'rollback orders first', 'rollback orders 0 --end']) {
    const ran = await gaia(line);
    assert.equal(ran.code, 2, line);
    assert.match(ran.stderr, /name an entry of `gaia history`, or --end\./);
  }
});

test('a dry run of a sync says what would be refused, and fails then', async () => {
  const resource = { group: 'apps', kind: 'Deployment', namespace: 'payments-dev' };
  const items = [
    {
      ...resource,
      name: 'orders',
      status: 'Synced',
      message: 'configured (dry run)',
      phase: 'Sync',
    },
    { ...resource, name: 'other', status: 'SyncFailed', message: 'not permitted', phase: 'Sync' },
  ];
  const raw = JSON.stringify({ name: 'orders-dev', revision: older, items });
  platform.world.overrides['POST /applications/orders-dev/sync'] = [
    { raw, status: 200, type: 'application/json' },
  ];
  const ran = await gaia('sync orders --dry-run --prune');
  assert.equal(ran.code, 1);
  assert.match(ran.stdout, /other .*SyncFailed +not permitted/);
  assert.match(ran.stderr, /1 of them would be refused/);
  assert.deepEqual(platform.requests.at(-1)?.body, { prune: true, dryRun: true });
});

test('apps are filtered by the platform', async () => {
  await gaia('get apps --project workloads-payments --sync OutOfSync');
  assert.equal(platform.requests.at(-1)?.route, 'GET /applications');
  assert.equal(platform.queries.at(-1), '?project=workloads-payments&sync=OutOfSync');
});
