import assert from 'node:assert/strict';
import { test } from 'node:test';
import { application } from './cluster-of-a-test.ts';
import { serviceFiles, testWorld } from './test-world.ts';

test('the ConfigMap argocd-cm says how kinds are judged and compared, from when it is there', async () => {
  const world = await testWorld();
  world.forge.push('payments/orders', serviceFiles('orders'));
  await world.gitops.reconcileOnce();
  await world.objects.create({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'argocd-cm', namespace: 'argocd' },
    data: {
      'resource.customizations.health.Service': `
        return {status = "Degraded", message = "port " .. obj.spec.ports[1].port}`,
      'resource.customizations.ignoreDifferences.all': 'jsonPointers: [/spec/selector]',
    },
  });
  await world.gitops.reconcileOnce();
  const { status } = await application(world, 'orders-dev');
  const service = status?.resources?.find(({ kind }) => kind === 'Service');
  assert.deepEqual(service?.health, { status: 'Degraded', message: 'port 80' });
  assert.equal(status?.health?.status, 'Degraded');

  const live = await world.get('Service', 'payments-dev', 'orders');
  assert.ok(live);
  const spec = { ...(live.spec as object), selector: { other: 'one' } };
  await world.objects.update({ ...live, spec });
  await world.gitops.reconcileOnce();
  const kept = (await world.get('Service', 'payments-dev', 'orders'))?.spec as typeof spec;
  assert.deepEqual(kept.selector, { other: 'one' });
  assert.equal((await application(world, 'orders-dev')).status?.sync?.status, 'Synced');
});
