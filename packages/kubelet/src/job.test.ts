import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { eventually, put, startLocalWorld } from './testing/local-world.ts';

const program = {
  'package.json': JSON.stringify({ type: 'module', scripts: { start: 'node work.js' } }),
  'work.js': `process.exit(Number(process.env.CODE ?? 0));`,
};

function jobSpec(code: number, extra: object = {}) {
  const env = [{ name: 'CODE', value: String(code) }];
  return {
    template: {
      spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'work:1', env }] },
    },
    ...extra,
  };
}

function job(name: string, spec: object): KubeObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: 'team-dev' },
    spec,
  };
}

test('Jobs run to their end, are tried again, and are made by a CronJob', async () => {
  const world = await startLocalWorld();
  try {
    const { store } = world;
    await world.image('work:1', program);
    await put(store, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team-dev' } });
    await put(store, job('good', jobSpec(0, { completions: 2 })));
    await put(store, job('bad', jobSpec(3, { backoffLimit: 1 })));
    await put(store, job('short', jobSpec(0, { ttlSecondsAfterFinished: 0 })));
    await put(store, {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'sweep', namespace: 'team-dev' },
      spec: { schedule: '@every 1s', jobTemplate: { spec: jobSpec(0) } },
    });
    const endOf = async (name: string) => {
      const found = await store.get({ group: 'batch', kind: 'Job', namespace: 'team-dev', name });
      const { conditions = [] } = (found?.status ?? {}) as {
        conditions?: { type: string; reason: string; status: string }[];
      };
      const end = conditions.find(({ type }) => type === 'Complete' || type === 'Failed');
      return end && { ...(found?.status as { succeeded?: number; failed?: number }), end };
    };
    const good = await eventually(() => endOf('good'));
    assert.deepEqual([good.end.type, good.succeeded], ['Complete', 2]);
    const bad = await eventually(() => endOf('bad'));
    assert.deepEqual([bad.end.reason, bad.failed], ['BackoffLimitExceeded', 2]);
    await eventually(async () => {
      const { items } = await store.list({ kind: 'Job' });
      const names = items.map(({ metadata }) => metadata.name);
      const swept = items.find(({ metadata }) => metadata.name.startsWith('sweep-'));
      const isDone = swept !== undefined && (await endOf(swept.metadata.name)) !== undefined;
      return isDone && !names.includes('short') ? true : undefined;
    });
    await store.delete({ group: 'batch', kind: 'Job', namespace: 'team-dev', name: 'good' });
    await eventually(async () => {
      const labels = { 'job-name': 'good' };
      return (await store.list({ kind: 'Pod', labels })).items.length === 0 ? true : undefined;
    });
  } finally {
    await world.close();
  }
});
