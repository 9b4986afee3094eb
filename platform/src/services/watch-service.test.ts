import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDirectory } from '@infraforge/identity';
import { fixedClock, silentLogger } from '@infraforge/kernel';
import { memoryForgeStore } from '@infraforge/scm';
import { memoryServiceRegister } from '@infraforge/services';
import { memoryObjectStore } from '@infraforge/workloads';
import type { PlatformContext } from '../context.ts';
import type { ServiceDescription } from './describe-service.ts';
import { watchService } from './watch-service.ts';

const clock = fixedClock('2026-11-24T10:00:00Z');

async function world() {
  const register = memoryServiceRegister(clock);
  await register.reserve({
    name: 'orders',
    team: 'payments',
    description: '',
    state: 'active',
    taskId: undefined,
    requester: 'user:default/ana',
    failure: undefined,
  });
  const objects = memoryObjectStore({ clock });
  const context = {
    register,
    forge: memoryForgeStore(clock),
    objects,
    podMetrics: async () => undefined,
    directory: () => createDirectory([], []),
    urls: { portal: '', forge: '', ingress: (host: string) => `http://${host}` },
    clock,
    logger: silentLogger,
  } as unknown as PlatformContext;
  return { context, register, objects };
}

const application = (sync: string) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'orders-dev', namespace: 'argocd' },
  spec: { destination: { namespace: 'payments-dev' } },
  status: { sync: { status: sync } },
});

/** What was told, and a way to wait for the next. */
function listener() {
  const told: (ServiceDescription | undefined)[] = [];
  let wake: () => void = () => {};
  return {
    told,
    onChange(service: ServiceDescription | undefined) {
      told.push(service);
      wake();
    },
    next: () => new Promise<void>((resolve) => (wake = resolve)),
  };
}

test('tells the state at once, and again when something of it changes', async () => {
  const { context, objects } = await world();
  const stop = new AbortController();
  const { told, onChange, next } = listener();
  const first = next();
  const watching = watchService(context, 'orders', onChange, stop.signal);
  await first;
  assert.deepEqual(told[0]?.environments, []);

  const second = next();
  await objects.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'x', namespace: 'storefront-dev' },
  });
  await objects.create(application('OutOfSync'));
  await objects.updateStatus(application('OutOfSync'));
  await second;
  stop.abort();
  await watching;
  assert.equal(told[1]?.environments[0]?.sync, 'OutOfSync');
  assert.equal(told.length, 2, 'nothing is told of what is not its own');
});

test('ends when the service is gone, and says so', async () => {
  const { context, register, objects } = await world();
  const { told, onChange, next } = listener();
  const first = next();
  const watching = watchService(context, 'orders', onChange, new AbortController().signal);
  await first;
  await register.remove('orders');
  await objects.create(application('Synced'));
  await watching;
  assert.deepEqual(told.slice(1), [undefined]);
});

test('a failure ends it with its cause', async () => {
  const { context, objects } = await world();
  const { onChange, next } = listener();
  const first = next();
  const watching = watchService(context, 'orders', onChange, new AbortController().signal);
  await first;
  const broken = Object.assign(context, { podMetrics: undefined, register: undefined });
  assert.ok(broken);
  await objects.create(application('Synced'));
  await assert.rejects(watching, TypeError);
});
