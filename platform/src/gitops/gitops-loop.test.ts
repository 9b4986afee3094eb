import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Application } from '@infraforge/gitops';
import { FORGE, serviceFiles, testWorld, type World } from './test-world.ts';

/** Resolves when the condition holds, at the latest by a deadline; asks again after every change of the cluster. */
async function until(world: World, condition: () => Promise<boolean>): Promise<void> {
  const signal = AbortSignal.timeout(5_000);
  const { resourceVersion } = await world.objects.list({});
  if (await condition()) return;
  for await (const _change of world.objects.watch({}, resourceVersion, signal)) {
    if (await condition()) return;
  }
  assert.fail('the condition did not hold in time');
}

async function running(world: World, work: () => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const ended = world.gitops.start(stop.signal);
  try {
    await work();
  } finally {
    stop.abort();
    await ended;
  }
}

async function application(world: World, name: string): Promise<Application | undefined> {
  return (await world.get('Application', 'argocd', name)) as Application | undefined;
}

test('a webhook makes a new service, and the next one brings its new commit', async () => {
  const world = await testWorld();
  await running(world, async () => {
    await until(
      world,
      async () => (await world.get('ApplicationSet', 'argocd', 'workloads')) !== undefined,
    );
    for (const commit of ['first', 'second']) {
      const sha = world.forge.push('payments/orders', serviceFiles('orders', { README: commit }));
      world.gitops.refresh({ repoURL: `${FORGE}/payments/orders.git` });
      await until(world, async () => {
        const status = (await application(world, 'orders-dev'))?.status;
        return status?.sync?.status === 'Synced' && status.sync.revision === sha;
      });
    }
  });
});

test('health follows what the application manages without a poll', async () => {
  const world = await testWorld();
  world.forge.push('payments/orders', serviceFiles('orders'));
  await running(world, async () => {
    await until(
      world,
      async () => (await application(world, 'orders-dev'))?.status?.sync?.status === 'Synced',
    );
    const deployment = await world.get('Deployment', 'payments-dev', 'orders');
    assert.ok(deployment);
    const counts = { replicas: 1, updatedReplicas: 1, availableReplicas: 1 };
    await world.objects.updateStatus({
      ...deployment,
      status: { observedGeneration: deployment.metadata.generation, ...counts },
    });
    await until(
      world,
      async () => (await application(world, 'orders-dev'))?.status?.health?.status === 'Healthy',
    );
  });
});

test('a deleted service that is made again comes back', async () => {
  const world = await testWorld();
  world.forge.push('payments/orders', serviceFiles('orders'));
  await running(world, async () => {
    const synced = async () =>
      (await application(world, 'orders-dev'))?.status?.sync?.status === 'Synced';
    await until(world, synced);
    world.forge.change('payments/orders', { archived: true });
    world.gitops.refresh({ repoURL: `${FORGE}/payments/orders` });
    await until(world, async () => (await application(world, 'orders-dev')) === undefined);
    assert.equal(await world.get('Deployment', 'payments-dev', 'orders'), undefined);
    world.forge.change('payments/orders', { archived: false });
    world.gitops.refresh({ repoURL: `${FORGE}/payments/orders` });
    await until(world, synced);
  });
});

test('an application deleted by hand is made again by its set', async () => {
  const world = await testWorld();
  world.forge.push('payments/orders', serviceFiles('orders'));
  await running(world, async () => {
    const synced = async () =>
      (await application(world, 'orders-dev'))?.status?.sync?.status === 'Synced';
    await until(world, synced);
    const { uid } = (await application(world, 'orders-dev'))?.metadata ?? {};
    const key = {
      group: 'argoproj.io',
      kind: 'Application',
      namespace: 'argocd',
      name: 'orders-dev',
    };
    await world.objects.delete(key);
    await until(world, async () => {
      const now = await application(world, 'orders-dev');
      return now !== undefined && now.metadata.uid !== uid && now.status?.sync?.status === 'Synced';
    });
  });
});

test('what runs is quiet: no writes while nothing changes', async () => {
  const world = await testWorld();
  world.forge.push('payments/orders', serviceFiles('orders'));
  await running(world, async () => {
    await world.gitops.reconcileOnce();
    const { resourceVersion } = await world.objects.list({});
    await world.gitops.reconcileOnce();
    assert.equal((await world.objects.list({})).resourceVersion, resourceVersion);
  });
});
