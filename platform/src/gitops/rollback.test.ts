import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AppProject, pinOf } from '@infraforge/gitops';
import { application, imageOf } from './cluster-of-a-test.ts';
import { serviceFiles, testWorld, type World } from './test-world.ts';

const ANA = 'user:default/ana';
const NAME = 'orders-dev';

/** An application with two entries in its history. */
async function deployedTwice(): Promise<World & { first: string; second: string }> {
  const world = await testWorld();
  const first = world.forge.push('payments/orders', serviceFiles('orders'));
  await world.gitops.reconcileOnce();
  const second = world.forge.push('payments/orders', serviceFiles('orders', { README: 'second' }));
  await world.gitops.reconcileOnce();
  return { ...world, first, second };
}

async function runs(world: World): Promise<string | undefined> {
  const deployment = await world.get('Deployment', 'payments-dev', 'orders');
  return String(imageOf(deployment)).split(':').at(-1);
}

test('a rollback holds although automated sync is on, until somebody ends it', async () => {
  const world = await deployedTwice();
  assert.equal(await runs(world), world.second);

  await world.gitops.rollback(NAME, { id: 0, by: ANA, reason: 'orders time out' });
  await world.gitops.reconcileOnce();
  assert.equal(await runs(world), world.first);
  const pinned = await application(world, NAME);
  assert.deepEqual(pinned.status?.sync?.status, 'Synced');
  assert.equal(pinned.status?.sync?.revision, world.first);
  assert.equal(pinned.status?.history?.at(-1)?.initiatedBy.username, ANA);
  const { by, reason, historyId } = pinOf(pinned) ?? {};
  assert.deepEqual({ by, reason, historyId }, { by: ANA, reason: 'orders time out', historyId: 0 });

  const third = world.forge.push('payments/orders', serviceFiles('orders', { README: 'third' }));
  await world.gitops.reconcileOnce();
  assert.equal(await runs(world), world.first, 'a push does not undo it');
  assert.equal((await application(world, NAME)).spec.source?.targetRevision, third);

  await world.gitops.endPin(NAME);
  await world.gitops.reconcileOnce();
  assert.equal(await runs(world), third);
  const free = await application(world, NAME);
  assert.equal(pinOf(free), undefined);
  assert.deepEqual(
    free.status?.history?.map(({ revision }) => revision),
    [world.first, world.second, world.first, third],
  );
});

test('a change by hand is healed to what the application is pinned to', async () => {
  const world = await deployedTwice();
  await world.gitops.rollback(NAME, { id: 0, by: ANA });
  await world.gitops.reconcileOnce();
  const service = await world.get('Service', 'payments-dev', 'orders');
  assert.ok(service);
  await world.objects.delete({
    group: '',
    kind: 'Service',
    namespace: 'payments-dev',
    name: 'orders',
  });
  await world.gitops.reconcileOnce();
  assert.ok(await world.get('Service', 'payments-dev', 'orders'));
  assert.equal(await runs(world), world.first);
});

test('what cannot be rolled back to, or ended, is refused with what there is', async () => {
  const world = await deployedTwice();
  await assert.rejects(world.gitops.rollback(NAME, { id: 7, by: ANA }), {
    code: 'application.history-not-found',
    message: /there are: 0, 1/,
  });
  await assert.rejects(world.gitops.endPin(NAME), { code: 'application.pin-not-found' });
  await assert.rejects(world.gitops.rollback('nothing', { id: 0, by: ANA }), {
    code: 'application.not-found',
  });
});

test('automated sync would leave another revision at once: it is refused with the way that holds', async () => {
  const world = await deployedTwice();
  await assert.rejects(world.gitops.sync(NAME, ANA, { revision: world.first }), {
    code: 'application.automated',
    hint: /gaia rollback orders-dev/,
  });
});

test('a closed sync window refuses syncs and rollbacks by hand at once', async () => {
  const world = await deployedTwice();
  const key = { group: 'argoproj.io', kind: 'AppProject', namespace: 'argocd' };
  const project = (await world.objects.get({ ...key, name: 'workloads-payments' })) as AppProject;
  const window = { kind: 'deny', schedule: '0 0 * * *', duration: '24h', applications: ['*'] };
  await world.objects.update({ ...project, spec: { ...project.spec, syncWindows: [window] } });
  for (const refused of [
    world.gitops.sync(NAME, ANA),
    world.gitops.rollback(NAME, { id: 0, by: ANA }),
  ]) {
    await assert.rejects(refused, { code: 'refused.application.sync-window' });
  }
  assert.equal(pinOf(await application(world, NAME)), undefined);
});

test('a diff shows what a sync would change, and hides secrets', async () => {
  const world = await testWorld();
  const secret = (password: string) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'orders' },
      stringData: { password },
    });
  const path = 'deploy/overlays/dev/secret.yaml';
  world.forge.push('payments/orders', serviceFiles('orders', { [path]: secret('old-one') }));
  await world.gitops.reconcileOnce();
  assert.deepEqual((await world.gitops.diff(NAME)).items, []);
  const app = await application(world, NAME);
  const { automated: _automated, ...syncPolicy } = app.spec.syncPolicy ?? {};
  const set = await world.get('ApplicationSet', 'argocd', 'workloads');
  assert.ok(set);
  await world.objects.delete({
    group: 'argoproj.io',
    kind: 'ApplicationSet',
    namespace: 'argocd',
    name: 'workloads',
  });
  const now = await application(world, NAME);
  const sha = world.forge.push(
    'payments/orders',
    serviceFiles('orders', { [path]: secret('new-one') }),
  );
  const source = {
    ...now.spec.source,
    repoURL: now.spec.source?.repoURL ?? '',
    targetRevision: sha,
  };
  await world.objects.update({ ...now, spec: { ...now.spec, source, syncPolicy } });
  const { items, revision } = await world.gitops.diff(NAME);
  assert.equal(revision, sha);
  assert.deepEqual(items.map(({ kind, change }) => `${kind} ${change}`).sort(), ['Secret update']);
  assert.match(items[0]?.live ?? '', /password: \+{12}\n/);
  assert.match(items[0]?.target ?? '', /password: \+{8}\n/);
  const tried = await world.gitops.dryRun(NAME, {});
  assert.deepEqual(
    tried.items.map(({ kind, status, message }) => `${kind} ${status} ${message}`),
    [
      'Secret Synced configured (dry run)',
      'Service Synced unchanged (dry run)',
      'Deployment Synced unchanged (dry run)',
    ],
  );
});

test('what belongs to no application is told where the project asks', async () => {
  const world = await deployedTwice();
  const key = { group: 'argoproj.io', kind: 'AppProject', namespace: 'argocd' };
  const project = (await world.objects.get({ ...key, name: 'workloads-payments' })) as AppProject;
  await world.objects.update({ ...project, spec: { ...project.spec, orphanedResources: {} } });
  const metadata = { name: 'by-hand', namespace: 'payments-dev' };
  await world.objects.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
  await world.gitops.reconcileOnce();
  const { status } = await application(world, NAME);
  assert.deepEqual(
    status?.conditions?.map(({ type, message }) => [type, message]),
    [['OrphanedResourceWarning', 'Application has 1 orphaned resources: ConfigMap/by-hand']],
  );
  assert.equal(status?.sync?.status, 'Synced');
});
