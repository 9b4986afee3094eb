import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApplicationSet } from '@infraforge/gitops';
import type { KubeObject } from '@infraforge/kube';
import { application } from './cluster-of-a-test.ts';
import { serviceFiles, testWorld, type World } from './test-world.ts';

const NAME = 'orders-dev';

function hookFile(hook: string, policy: string) {
  const annotations = {
    'argocd.argoproj.io/hook': hook,
    'argocd.argoproj.io/hook-delete-policy': policy,
  };
  const template = {
    spec: { restartPolicy: 'Never', containers: [{ name: 'job', image: 'app' }] },
  };
  const job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: hook.toLowerCase(), annotations },
    spec: { template },
  };
  return { [`deploy/overlays/dev/${hook.toLowerCase()}.yaml`]: JSON.stringify(job) };
}

function jobOf(world: World, name: string): Promise<KubeObject | undefined> {
  return world.objects.get({ group: 'batch', kind: 'Job', namespace: 'payments-dev', name });
}

async function endJob(world: World, name: string, type: 'Complete' | 'Failed'): Promise<void> {
  const job = await jobOf(world, name);
  assert.ok(job, `the job ${name} is there`);
  const conditions = [{ type, status: 'True', message: 'the end' }];
  await world.objects.updateStatus({ ...job, status: { conditions } });
  await world.gitops.reconcileOnce();
}

test('a sync waits for its hook before anything else is made, and the hook goes as it says', async () => {
  const world = await testWorld();
  world.forge.push('payments/orders', serviceFiles('orders', hookFile('PreSync', 'HookSucceeded')));
  await world.gitops.reconcileOnce();
  const running = await application(world, NAME);
  assert.equal(running.status?.operationState?.phase, 'Running');
  assert.match(running.status?.operationState?.message ?? '', /waiting for .*hook.*presync/i);
  assert.equal(await world.get('Deployment', 'payments-dev', 'orders'), undefined);
  await endJob(world, 'presync', 'Complete');
  assert.ok(await world.get('Deployment', 'payments-dev', 'orders'));
  assert.equal((await application(world, NAME)).status?.operationState?.phase, 'Succeeded');
  assert.equal(await jobOf(world, 'presync'), undefined);
});

test('a hook that fails stops the sync, is kept where its policy says so, and SyncFail hooks run', async () => {
  const world = await testWorld();
  world.forge.push(
    'payments/orders',
    serviceFiles('orders', {
      ...hookFile('PreSync', 'HookSucceeded'),
      ...hookFile('SyncFail', 'BeforeHookCreation'),
    }),
  );
  await world.gitops.reconcileOnce();
  await endJob(world, 'presync', 'Failed');
  await endJob(world, 'syncfail', 'Complete');
  const { status } = await application(world, NAME);
  assert.equal(status?.operationState?.phase, 'Failed');
  assert.equal(await world.get('Deployment', 'payments-dev', 'orders'), undefined);
  assert.ok(await jobOf(world, 'presync'));
  assert.match(status?.conditions?.[0]?.message ?? '', /Failed last sync attempt/);
});

const policies = [
  ['create-only', false, false],
  ['create-update', true, false],
  ['create-delete', false, true],
  ['sync', true, true],
] as const;
for (const [applicationsSync, updates, deletes] of policies) {
  test(`a set that says ${applicationsSync} ${updates ? 'updates' : 'leaves'} and ${deletes ? 'deletes' : 'keeps'}`, async () => {
    const world = await testWorld();
    const first = world.forge.push('payments/orders', serviceFiles('orders'));
    await world.gitops.reconcileOnce();
    // The root application would undo this.
    const root = await application(world, 'root-app');
    const { syncPolicy: _policy, ...rest } = root.spec;
    await world.objects.update({ ...root, spec: rest });
    const set = (await world.get('ApplicationSet', 'argocd', 'workloads')) as ApplicationSet;
    const spec = { ...set.spec, syncPolicy: { applicationsSync } };
    await world.objects.update({ ...set, spec });
    await world.gitops.reconcileOnce();
    const second = world.forge.push('payments/orders', serviceFiles('orders', { README: '2' }));
    await world.gitops.reconcileOnce();
    const { spec: now } = await application(world, NAME);
    assert.equal(now.source?.targetRevision, updates ? second : first);
    world.forge.change('payments/orders', { archived: true });
    await world.gitops.reconcileOnce();
    const left = await world.get('Application', 'argocd', NAME);
    assert.equal(left === undefined, deletes);
  });
}
