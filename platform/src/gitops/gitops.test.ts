import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootstrapManifests } from './bootstrap-manifests.ts';
import { application, finishRollout, imageOf } from './cluster-of-a-test.ts';
import { FORGE, serviceFiles, testWorld } from './test-world.ts';

test('a new repository becomes an application, and its manifests objects of the cluster', async () => {
  const world = await testWorld();
  const sha = world.forge.push('payments/orders', serviceFiles('orders'));
  await world.gitops.reconcileOnce();

  const orders = await application(world, 'orders-dev');
  assert.equal(orders.spec.project, 'workloads-payments');
  assert.equal(orders.spec.source?.targetRevision, sha);
  assert.equal(orders.status?.sync?.status, 'Synced');
  assert.equal(orders.status?.health?.status, 'Progressing');
  assert.equal(orders.status?.operationState?.phase, 'Succeeded');
  assert.deepEqual(
    orders.status?.history?.map(({ id, revision }) => [id, revision]),
    [[0, sha]],
  );
  const deployment = await world.get('Deployment', 'payments-dev', 'orders');
  assert.equal(imageOf(deployment), `127.0.0.1:7080/payments/orders:${sha}`);
  assert.ok(await world.get('Namespace', '', 'payments-dev'));
  const root = await application(world, 'root-app');
  assert.equal(root.status?.sync?.status, 'Synced');

  await finishRollout(world, 'orders');
  await world.gitops.reconcileOnce();
  assert.equal((await application(world, 'orders-dev')).status?.health?.status, 'Healthy');
});

test('a second look changes nothing', async () => {
  const world = await testWorld();
  world.forge.push('payments/orders', serviceFiles('orders'));
  await world.gitops.reconcileOnce();
  const { resourceVersion } = await world.objects.list({});
  world.clock.advance(60_000);
  await world.gitops.reconcileOnce();
  assert.equal((await world.objects.list({})).resourceVersion, resourceVersion);
});

test('what brings everything up may be applied again without an effect', async () => {
  const world = await testWorld();
  await world.gitops.reconcileOnce();
  const { resourceVersion } = await world.objects.list({});
  const { root } = bootstrapManifests({ teams: ['payments'], forgeUrl: FORGE });
  for (const object of root) await world.gitops.apply(object);
  await world.gitops.reconcileOnce();
  assert.equal((await world.objects.list({})).resourceVersion, resourceVersion);
});

test('a push is synced', async () => {
  const world = await testWorld();
  world.forge.push('payments/orders', serviceFiles('orders'));
  await world.gitops.reconcileOnce();
  const sha = world.forge.push('payments/orders', serviceFiles('orders', { README: 'second' }));
  await world.gitops.reconcileOnce();
  const deployment = await world.get('Deployment', 'payments-dev', 'orders');
  assert.equal(imageOf(deployment), `127.0.0.1:7080/payments/orders:${sha}`);
  const orders = await application(world, 'orders-dev');
  assert.equal(orders.status?.sync?.revision, sha);
  assert.equal(orders.status?.history?.length, 2);
});

test('a change by hand is healed, and what others own is left alone', async () => {
  const world = await testWorld();
  world.forge.push('payments/orders', serviceFiles('orders'));
  await world.gitops.reconcileOnce();
  const service = await world.get('Service', 'payments-dev', 'orders');
  assert.ok(service);
  const spec = service.spec as Record<string, unknown>;
  await world.objects.update({
    ...service,
    spec: { ...spec, clusterIP: '127.64.0.9', selector: { 'app.kubernetes.io/name': 'other' } },
  });
  await world.gitops.reconcileOnce();
  const healed = (await world.get('Service', 'payments-dev', 'orders'))?.spec;
  assert.deepEqual(healed, { ...spec, clusterIP: '127.64.0.9' });
  assert.equal((await application(world, 'orders-dev')).status?.sync?.status, 'Synced');
});

test('a file that is taken out is pruned', async () => {
  const world = await testWorld();
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'extra' } };
  const file = { 'deploy/overlays/dev/extra.yaml': JSON.stringify(config) };
  world.forge.push('payments/orders', serviceFiles('orders', file));
  await world.gitops.reconcileOnce();
  assert.ok(await world.get('ConfigMap', 'payments-dev', 'extra'));
  world.forge.push('payments/orders', serviceFiles('orders'));
  await world.gitops.reconcileOnce();
  assert.equal(await world.get('ConfigMap', 'payments-dev', 'extra'), undefined);
});

const endings = {
  'is archived': { archived: true },
  'loses its topic': { topics: [] },
} as const;
for (const [ending, change] of Object.entries(endings)) {
  test(`a repository that ${ending} takes its application and its resources with it`, async () => {
    const world = await testWorld();
    world.forge.push('payments/orders', serviceFiles('orders'));
    world.forge.push('payments/billing', serviceFiles('billing'));
    await world.gitops.reconcileOnce();
    world.forge.change('payments/orders', change);
    await world.gitops.reconcileOnce();
    assert.equal(await world.get('Application', 'argocd', 'orders-dev'), undefined);
    assert.equal(await world.get('Deployment', 'payments-dev', 'orders'), undefined);
    assert.ok(await world.get('Deployment', 'payments-dev', 'billing'));
  });
}

test('a service keeps its name when another team makes one of that name', async () => {
  const world = await testWorld();
  world.forge.push('payments/orders', serviceFiles('orders'));
  await world.gitops.reconcileOnce();
  world.forge.push('storefront/orders', serviceFiles('orders'));
  const sha = world.forge.push('payments/orders', serviceFiles('orders', { README: 'second' }));
  await world.gitops.reconcileOnce();
  const orders = await application(world, 'orders-dev');
  assert.equal(orders.spec.project, 'workloads-payments');
  assert.equal(orders.status?.sync?.revision, sha);
  const set = await world.get('ApplicationSet', 'argocd', 'workloads');
  assert.match(JSON.stringify(set?.status), /duplicate name: orders-dev/);
});

test('a project refuses another namespace and a cluster-wide kind', async () => {
  const world = await testWorld();
  const rogue = [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'storefront-dev' } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'all' },
      rules: [],
    },
  ].map((object) => JSON.stringify(object));
  const file = { 'deploy/overlays/dev/rogue.yaml': rogue.join('\n---\n') };
  world.forge.push('payments/orders', serviceFiles('orders', file));
  await world.gitops.reconcileOnce();
  const { status } = await application(world, 'orders-dev');
  assert.equal(status?.sync?.status, 'OutOfSync');
  const messages = status?.conditions?.map(({ message }) => message) ?? [];
  assert.match(
    messages.join('\n'),
    /namespace storefront-dev is not permitted in project 'workloads-payments'/,
  );
  assert.match(
    messages.join('\n'),
    /resource rbac.authorization.k8s.io:ClusterRole is not permitted in project workloads-payments/,
  );
  assert.equal(await world.get('Deployment', 'payments-dev', 'orders'), undefined);
});

test('a project refuses the repository of another team', async () => {
  const world = await testWorld();
  world.forge.push('storefront/cart', serviceFiles('cart'));
  await world.gitops.reconcileOnce();
  const cart = await application(world, 'cart-dev');
  const {
    uid: _uid,
    resourceVersion: _version,
    ownerReferences: _owners,
    ...metadata
  } = cart.metadata;
  await world.objects.create({
    ...cart,
    metadata: { ...metadata, name: 'stolen' },
    spec: {
      ...cart.spec,
      project: 'workloads-payments',
      destination: { ...cart.spec.destination, namespace: 'payments-dev' },
    },
  });
  await world.gitops.reconcileOnce();
  const { status } = await application(world, 'stolen');
  assert.equal(status?.sync?.status, 'Unknown');
  assert.deepEqual(
    status?.conditions?.map(({ type, message }) => [type, message]),
    [
      [
        'InvalidSpecError',
        `application repo ${FORGE}/storefront/cart.git is not permitted in project 'workloads-payments'`,
      ],
    ],
  );
});

test('manifests that cannot be made leave the cluster as it is', async () => {
  const world = await testWorld();
  world.forge.push('payments/orders', serviceFiles('orders'));
  await world.gitops.reconcileOnce();
  const before = await world.get('Deployment', 'payments-dev', 'orders');
  const broken = {
    'deploy/overlays/dev/deployment.yaml': 'kind: Deployment\nmetadata:\n  name: [orders\n',
  };
  world.forge.push('payments/orders', serviceFiles('orders', broken));
  await world.gitops.reconcileOnce();
  const { status } = await application(world, 'orders-dev');
  assert.equal(status?.sync?.status, 'Unknown');
  const [condition] = status?.conditions ?? [];
  assert.equal(condition?.type, 'ComparisonError');
  assert.match(condition?.message ?? '', /deploy\/overlays\/dev\/deployment\.yaml:\d+/);
  assert.deepEqual(await world.get('Deployment', 'payments-dev', 'orders'), before);
});

for (const failing of [1, 2, 3]) {
  test(`a write that fails the ${failing}. time is made good by the next attempt`, async () => {
    let count = 0;
    const world = await testWorld({
      wrap: (objects) => ({
        ...objects,
        create(object) {
          if (object.metadata.namespace === 'payments-dev' || object.kind === 'Namespace') {
            count += 1;
            if (count === failing) throw new Error('the power went out');
          }
          return objects.create(object);
        },
      }),
    });
    world.forge.push('payments/orders', serviceFiles('orders'));
    await world.gitops.reconcileOnce();
    const failed = await application(world, 'orders-dev');
    assert.equal(failed.status?.operationState?.phase, 'Failed');
    assert.match(failed.status?.conditions?.[0]?.message ?? '', /the power went out/);
    world.clock.advance(2_000);
    await world.gitops.reconcileOnce();
    const after = await application(world, 'orders-dev');
    assert.equal(after.status?.sync?.status, 'Synced');
    assert.equal(after.status?.operationState?.retryCount, 1);
    assert.deepEqual(after.status?.conditions, []);
  });
}

test('a sync by hand is done and recorded', async () => {
  const world = await testWorld();
  world.forge.push('payments/orders', serviceFiles('orders'));
  await world.gitops.reconcileOnce();
  await world.gitops.sync('orders-dev', 'user:default/ana');
  await world.gitops.reconcileOnce();
  const orders = await application(world, 'orders-dev');
  assert.equal(orders.operation, undefined);
  assert.equal(orders.status?.history?.at(-1)?.initiatedBy.username, 'user:default/ana');
  await assert.rejects(world.gitops.sync('nothing', 'ana'), { code: 'application.not-found' });
});

test('applications, projects and sets that cannot be read say what is wrong with them', async () => {
  const world = await testWorld();
  const odd = {
    apiVersion: 'argoproj.io/v1alpha1',
    metadata: { name: 'odd', namespace: 'argocd' },
  };
  await world.objects.create({ ...odd, kind: 'Application' });
  await world.objects.create({ ...odd, kind: 'AppProject', spec: { destinations: 'all' } });
  await world.objects.create({ ...odd, kind: 'ApplicationSet', spec: { generators: 1 } });
  world.gitops.refresh({ repoURL: `${FORGE}/payments/orders.git` });
  await world.gitops.reconcileOnce();
  const { status } = await application(world, 'odd');
  assert.match(status?.conditions?.[0]?.message ?? '', /^spec of Application odd/);
  const set = await world.get('ApplicationSet', 'argocd', 'odd');
  assert.match(JSON.stringify(set?.status), /spec.generators of ApplicationSet odd/);
});
