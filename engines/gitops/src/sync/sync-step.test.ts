import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatKey, type KubeObject, keyOf } from '@infraforge/kube';
import type { SyncCluster } from '../ports.ts';
import { planSync } from './plan-sync.ts';
import { type SyncState, syncStep } from './sync-step.ts';

const settings = { namespace: 'demo', revision: 'abc', startedAt: new Date(0) };

function object(kind: string, name: string, annotations: Record<string, string> = {}): KubeObject {
  const prefixed = Object.entries(annotations).map(([key, value]) => [
    `argocd.argoproj.io/${key}`,
    value,
  ]);
  const groups: Record<string, string> = { Deployment: 'apps/v1', Job: 'batch/v1' };
  const metadata = { name, namespace: 'demo', annotations: Object.fromEntries(prefixed) };
  return { apiVersion: groups[kind] ?? 'v1', kind, metadata, spec: { replicas: 1 } };
}

/** A cluster in memory with one sync in it. */
function testSync(targets: readonly KubeObject[], refuses: readonly string[] = []) {
  const live = new Map<string, KubeObject>();
  const log: string[] = [];
  let state: SyncState = { phase: 'Running', message: '', results: [] };
  const cluster: SyncCluster = {
    async check() {},
    async apply(target) {
      const name = `${target.kind}/${target.metadata.name}`;
      if (refuses.includes(name)) throw new Error(`${name} is refused`);
      log.push(name);
      live.set(formatKey(keyOf(target)), target);
      return `${name} created`;
    },
    async remove(target) {
      live.delete(formatKey(keyOf(target)));
    },
    async release() {},
  };
  return {
    log,
    state: () => state,
    finish(target: KubeObject, status: unknown) {
      live.set(formatKey(keyOf(target)), { ...target, status });
    },
    async step() {
      const pairs = targets.map((target) => ({ target, live: live.get(formatKey(keyOf(target))) }));
      const tasks = planSync(pairs, (target) => live.get(formatKey(keyOf(target))), settings);
      state = await syncStep({ tasks, state, prune: true }, cluster);
      return state;
    },
  };
}

const available = { observedGeneration: 0, replicas: 1, updatedReplicas: 1, availableReplicas: 1 };

test('one wave is done in one step, healthy or not', async () => {
  const sync = testSync([object('Deployment', 'd'), object('ConfigMap', 'c')]);
  const { phase, message } = await sync.step();
  assert.deepEqual([phase, message], ['Succeeded', 'successfully synced (all tasks run)']);
  assert.deepEqual(sync.log, ['ConfigMap/c', 'Deployment/d']);
});

test('the next wave waits until the one before is healthy', async () => {
  const deployment = object('Deployment', 'd');
  const sync = testSync([deployment, object('ConfigMap', 'c', { 'sync-wave': '1' })]);
  await sync.step();
  assert.equal((await sync.step()).message, 'waiting for healthy state of apps/Deployment/d');
  assert.deepEqual(sync.log, ['Deployment/d']);
  sync.finish(deployment, available);
  assert.equal((await sync.step()).phase, 'Succeeded');
  assert.deepEqual(sync.log, ['Deployment/d', 'ConfigMap/c']);
});

test('a hook that fails ends the sync and lets the hooks of failure run', async () => {
  const migrate = object('Job', 'migrate', { hook: 'PreSync' });
  const alert = object('Job', 'alert', { hook: 'SyncFail' });
  const sync = testSync([migrate, alert, object('ConfigMap', 'c')]);
  await sync.step();
  sync.finish(migrate, { conditions: [{ type: 'Failed', message: 'backoff limit' }] });
  await sync.step();
  assert.deepEqual(sync.log, ['Job/migrate', 'Job/alert']);
  sync.finish(alert, { conditions: [{ type: 'Complete' }] });
  assert.equal((await sync.step()).phase, 'Failed');
  assert.deepEqual(sync.log, ['Job/migrate', 'Job/alert']);
});

test('an object that is refused fails the sync with its reason; the others are applied', async () => {
  const sync = testSync([object('ConfigMap', 'a'), object('ConfigMap', 'b')], ['ConfigMap/a']);
  await sync.step();
  const { phase, message } = await sync.step();
  assert.equal(phase, 'Failed');
  assert.match(message, /reason: ConfigMap\/a is refused/);
  assert.deepEqual(sync.log, ['ConfigMap/b']);
});

test('a sync that was stopped between two steps goes on where it was', async () => {
  const deployment = object('Deployment', 'd');
  const sync = testSync([deployment, object('ConfigMap', 'c', { 'sync-wave': '1' })]);
  await sync.step();
  const kept = JSON.parse(JSON.stringify(sync.state())) as SyncState;
  assert.deepEqual(kept, sync.state());
  sync.finish(deployment, available);
  assert.equal((await sync.step()).phase, 'Succeeded');
});
