import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootstrapManifests } from './bootstrap-manifests.ts';
import { application, finishRollout, imageOf } from './cluster-of-a-test.ts';
import { FORGE, serviceFiles, testWorld } from './test-world.ts';

test('a deletion takes the resources away in the reverse order of their waves', async () => {
  const removed: string[] = [];
  const world = await testWorld({
    wrap: (objects) => ({
      ...objects,
      delete(key, options) {
        if (key.kind === 'ConfigMap') removed.push(key.name);
        return objects.delete(key, options);
      },
    }),
  });
  const files = Object.fromEntries(
    ['1', '2', '3'].map((wave) => {
      const annotations = { 'argocd.argoproj.io/sync-wave': wave };
      const metadata = { name: `wave-${wave}`, annotations };
      const text = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
      return [`deploy/overlays/dev/wave-${wave}.yaml`, text];
    }),
  );
  world.forge.push('payments/orders', serviceFiles('orders', files));
  await world.gitops.reconcileOnce();
  await finishRollout(world, 'orders');
  await world.gitops.reconcileOnce();
  assert.ok(await world.get('ConfigMap', 'payments-dev', 'wave-3'));
  world.forge.change('payments/orders', { archived: true });
  await world.gitops.reconcileOnce();
  assert.deepEqual(removed, ['wave-3', 'wave-2', 'wave-1']);
  assert.equal(await world.get('Application', 'argocd', 'orders-dev'), undefined);
});

test('a closed sync window holds automation back and says so', async () => {
  const world = await testWorld();
  const sha = world.forge.push('payments/orders', serviceFiles('orders'));
  await world.gitops.reconcileOnce();
  const { files } = bootstrapManifests({ teams: ['payments'], forgeUrl: FORGE });
  const window =
    'syncWindows: [{kind: deny, schedule: "* * * * *", duration: 2m, applications: ["*"]}]';
  const closed = files.map(({ path, content }) => [
    path,
    path.endsWith('workloads-payments.yaml')
      ? content.replace('spec:', `spec:\n  ${window}`)
      : content,
  ]);
  world.forge.push('platform/state', Object.fromEntries(closed));
  world.clock.advance(30_000);
  await world.gitops.reconcileOnce();
  world.forge.push('payments/orders', serviceFiles('orders', { README: 'second' }));
  await world.gitops.reconcileOnce();
  const { status } = await application(world, 'orders-dev');
  assert.equal(status?.sync?.status, 'OutOfSync');
  assert.match(status.conditions?.[0]?.message ?? '', /blocked by a sync window/);
  const deployment = await world.get('Deployment', 'payments-dev', 'orders');
  assert.equal(imageOf(deployment), `127.0.0.1:7080/payments/orders:${sha}`);
});

test('a set finds the directories of a repository', async () => {
  const world = await testWorld();
  const config = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } });
  world.forge.push('platform/parts', { 'parts/one/c.json': config, 'parts/two/c.json': config });
  const repoURL = `${FORGE}/platform/parts.git`;
  await world.objects.create({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'parts', namespace: 'argocd' },
    spec: {
      goTemplate: true,
      generators: [{ git: { repoURL, directories: [{ path: 'parts/*' }] } }],
      template: {
        metadata: { name: '{{.path.basename}}' },
        spec: {
          project: 'platform',
          source: { repoURL, path: '{{.path.path}}' },
          destination: { server: 'https://kubernetes.default.svc', namespace: 'platform' },
        },
      },
    },
  });
  await world.gitops.reconcileOnce();
  for (const name of ['one', 'two']) {
    const { status } = await application(world, name);
    assert.deepEqual([status?.sync?.status, status?.health?.status], ['OutOfSync', 'Missing']);
  }
});

test('a refresh that somebody asks for by annotation is done once', async () => {
  const world = await testWorld();
  world.forge.push('payments/orders', serviceFiles('orders'));
  await world.gitops.reconcileOnce();
  const orders = await application(world, 'orders-dev');
  const annotations = { 'argocd.argoproj.io/refresh': 'normal' };
  await world.objects.update({ ...orders, metadata: { ...orders.metadata, annotations } });
  await world.gitops.reconcileOnce();
  assert.equal((await application(world, 'orders-dev')).metadata.annotations, undefined);
});
