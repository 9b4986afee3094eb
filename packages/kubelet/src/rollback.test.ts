import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '@infraforge/kube';
import { deploy, eventually, fetchHost, put, startLocalWorld } from './testing/local-world.ts';
import { crashingServer, serverThatSays } from './testing/programs.ts';

test('a revision that crashes is told at once and taken back at its deadline', async () => {
  const world = await startLocalWorld();
  try {
    const { store } = world;
    await world.image('web:1', serverThatSays('one'));
    await world.image('web:2', crashingServer);
    await world.image('web:3', serverThatSays('three'));
    await put(store, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team-dev' } });
    await deploy(store, 'web', 'web:1');
    await progress(({ reason }) => reason === 'NewReplicaSetAvailable');
    await deploy(store, 'web', 'web:2');
    await withDeadline(6);
    await progress(({ message }) => /container app is in CrashLoopBackOff/.test(message));
    const { reason } = await progress(({ message }) =>
      message.includes('Rolled back to revision 1'),
    );
    assert.equal(reason, 'ProgressDeadlineExceeded');
    await eventually(async () => {
      const { items } = await store.list({ kind: 'Pod' });
      const images = items.map(({ spec }) => JSON.stringify(spec).includes('"web:1"'));
      return images.length === 1 && images[0] ? true : undefined;
    });
    assert.equal((await fetchHost(world.port(), 'web.dev.localhost')).body, 'one');
    const { items: events } = await store.list({ kind: 'Event' });
    assert.ok(events.some((event) => event.reason === 'DeploymentRollback'));
    await deploy(store, 'web', 'web:3');
    await eventually(async () =>
      (await fetchHost(world.port(), 'web.dev.localhost')).body === 'three' ? true : undefined,
    );

    type Progress = { readonly type: string; readonly reason: string; readonly message: string };
    async function live(): Promise<KubeObject | undefined> {
      return store.get({ group: 'apps', kind: 'Deployment', namespace: 'team-dev', name: 'web' });
    }
    async function progress(matches: (progress: Progress) => boolean): Promise<Progress> {
      return eventually(
        async () => {
          const status = (await live())?.status as { conditions?: readonly Progress[] } | undefined;
          return status?.conditions?.find((each) => each.type === 'Progressing' && matches(each));
        },
        30_000,
        async () => (await live())?.status,
      );
    }
    async function withDeadline(seconds: number): Promise<void> {
      const found = await live();
      const { metadata, ...rest } = found as KubeObject & { readonly spec: object };
      const { resourceVersion: _version, ...kept } = metadata;
      const spec = { ...rest.spec, progressDeadlineSeconds: seconds };
      await store.update({ ...rest, metadata: kept, spec } as KubeObject);
    }
  } finally {
    await world.close();
  }
});
