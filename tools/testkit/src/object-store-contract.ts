import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasCode } from '@infraforge/kernel';
import { type KubeObject, keyOf } from '@infraforge/kube';
import type { ObjectChange, ObjectStore } from '@infraforge/workloads';

export type ObjectStoreUnderTest = {
  readonly store: ObjectStore;
  /** Forgets the changes up to the present, so that a watch from before gets `cluster.gone`. */
  prune(): Promise<void>;
  close(): Promise<void>;
};

/** What every ObjectStore does. `open` gives an empty one. */
export function objectStoreContract(name: string, open: () => Promise<ObjectStoreUnderTest>): void {
  const example = (title: string, run: (under: ObjectStoreUnderTest) => Promise<void>) =>
    test(`${name}: ${title}`, async () => {
      const under = await open();
      try {
        await run(under);
      } finally {
        await under.close();
      }
    });

  example('gives identity, time, version and generation to a new object', async ({ store }) => {
    const made = await store.create({ ...configMap('a'), status: { lies: true } });
    assert.match(made.metadata.uid ?? '', /^[0-9a-f-]{36}$/);
    assert.match(made.metadata.creationTimestamp ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(made.metadata.generation, 1);
    assert.match(made.metadata.resourceVersion ?? '', /^\d+$/);
    assert.equal(made.status, undefined, 'a status comes by updateStatus only');
    assert.deepEqual(await store.get(keyOf(made)), made);
  });

  example('refuses a second object of one key, whatever its version', async ({ store }) => {
    await store.create(deployment('web', 1));
    await assert.rejects(
      store.create({ ...deployment('web', 2), apiVersion: 'apps/v1beta1' }),
      (error) => hasCode(error, 'cluster.exists'),
    );
  });

  example('counts generations of the spec, not of metadata or status', async ({ store }) => {
    const made = await store.create(deployment('web', 1));
    const scaled = await store.update(deployment('web', 2));
    assert.equal(scaled.metadata.generation, 2);
    assert.equal(scaled.metadata.uid, made.metadata.uid);
    assert.equal(scaled.metadata.creationTimestamp, made.metadata.creationTimestamp);
    const labelled = await store.update({
      ...scaled,
      metadata: { ...scaled.metadata, labels: { a: 'b' } },
    });
    assert.equal(labelled.metadata.generation, 2);
    const observed = await store.updateStatus({ ...labelled, status: { replicas: 2 } });
    assert.equal(observed.metadata.generation, 2);
  });

  example('update leaves the status, updateStatus all but it', async ({ store }) => {
    await store.create(deployment('web', 1));
    const first = await store.updateStatus({ ...deployment('web', 9), status: { replicas: 1 } });
    assert.deepEqual([first.spec, first.status], [{ replicas: 1 }, { replicas: 1 }]);
    const second = await store.update({ ...deployment('web', 3), status: { replicas: 7 } });
    assert.deepEqual([second.spec, second.status], [{ replicas: 3 }, { replicas: 1 }]);
  });

  example('uses no version when nothing changes', async ({ store }) => {
    const made = await store.create(deployment('web', 1));
    assert.deepEqual(await store.update(deployment('web', 1)), made);
    const status = { ...made, status: { replicas: 1 } };
    const observed = await store.updateStatus(status);
    assert.deepEqual(
      await store.updateStatus({ ...status, metadata: observed.metadata }),
      observed,
    );
    const { resourceVersion } = await store.list({});
    assert.equal(resourceVersion, observed.metadata.resourceVersion);
  });

  example('refuses writes to what has changed or is not there', async ({ store }) => {
    const stale = await store.create(deployment('web', 1));
    await store.update(deployment('web', 2));
    const conflict = (error: unknown) => hasCode(error, 'cluster.conflict');
    await assert.rejects(store.update(stale), conflict);
    await assert.rejects(store.updateStatus({ ...stale, status: {} }), conflict);
    const missing = (error: unknown) => hasCode(error, 'cluster.not-found');
    await assert.rejects(store.update(deployment('other', 1)), missing);
    await assert.rejects(store.updateStatus(deployment('other', 1)), missing);
    await store.delete(keyOf(stale));
    await store.create(deployment('web', 1));
    const { resourceVersion: _version, ...metadata } = stale.metadata;
    await assert.rejects(store.update({ ...stale, metadata }), conflict, 'another uid');
  });

  example('lists in order of key by group, kind, namespace, name and labels', async ({ store }) => {
    for (const name of ['b', 'a', 'C']) await store.create(configMap(name));
    await store.create(configMap('a', 'team-dev'));
    await store.create(deployment('a', 1));
    await store.create({
      ...configMap('z'),
      metadata: { name: 'z', namespace: 'x', labels: { app: 'z' } },
    });
    const names = async (filter: Parameters<ObjectStore['list']>[0]) =>
      (await store.list(filter)).items.map(
        (item) => `${item.metadata.namespace}/${item.metadata.name}`,
      );
    const all = ['default/C', 'default/a', 'default/b', 'team-dev/a', 'x/z'];
    assert.deepEqual(await names({ kind: 'ConfigMap' }), all);
    assert.deepEqual(await names({ group: '' }), all);
    assert.deepEqual(await names({ group: 'apps' }), ['default/a']);
    assert.deepEqual(await names({ namespace: 'team-dev' }), ['team-dev/a']);
    assert.deepEqual(await names({ kind: 'ConfigMap', name: 'a' }), ['default/a', 'team-dev/a']);
    assert.deepEqual(await names({ labels: { app: 'z' } }), ['x/z']);
  });

  example('deletes at once, and says when there was nothing', async ({ store }) => {
    const made = await store.create(configMap('a'));
    assert.equal(await store.delete(keyOf(made), { uid: 'another' }), false);
    assert.equal(await store.delete(keyOf(made), { uid: made.metadata.uid ?? '' }), true);
    assert.equal(await store.get(keyOf(made)), undefined);
    assert.equal(await store.delete(keyOf(made)), false);
  });

  example('keeps a marked object until its finalizers are gone', async ({ store }) => {
    const object = configMap('a');
    const made = await store.create({
      ...object,
      metadata: { ...object.metadata, finalizers: ['f'] },
    });
    assert.equal(await store.delete(keyOf(made)), true);
    const marked = await store.get(keyOf(made));
    assert.ok(marked?.metadata.deletionTimestamp);
    assert.equal(await store.delete(keyOf(made)), true, 'again changes nothing');
    assert.deepEqual(await store.get(keyOf(made)), marked);
    const kept = await store.update({
      ...object,
      metadata: { ...object.metadata, finalizers: ['f'], labels: { a: 'b' } },
    });
    assert.equal(kept.metadata.deletionTimestamp, marked.metadata.deletionTimestamp);
    await store.update(object);
    assert.equal(await store.get(keyOf(made)), undefined);
  });

  example('holds what is deleted in the foreground', async ({ store }) => {
    const made = await store.create(configMap('a'));
    const inForeground = { propagationPolicy: 'Foreground' } as const;
    assert.equal(await store.delete(keyOf(made), inForeground), true);
    const held = await store.get(keyOf(made));
    assert.ok(held?.metadata.deletionTimestamp);
    assert.deepEqual(held.metadata.finalizers, ['foregroundDeletion']);
    assert.equal(await store.delete(keyOf(made)), true, 'again changes nothing');
    assert.deepEqual(await store.get(keyOf(made)), held);
    await store.update(configMap('a'));
    assert.equal(await store.get(keyOf(made)), undefined);
  });

  example('marks a Pod for its grace period', async ({ store }) => {
    const pod = await store.create({
      ...configMap('p'),
      kind: 'Pod',
      spec: { terminationGracePeriodSeconds: 5 },
    });
    await store.delete(keyOf(pod));
    const marked = await store.get(keyOf(pod));
    assert.ok(marked?.metadata.deletionTimestamp);
    assert.equal(marked.metadata.deletionGracePeriodSeconds, 5);
    await store.updateStatus({ ...marked, status: { phase: 'Succeeded' } });
    assert.ok(await store.get(keyOf(pod)), 'an update does not take it away');
    await store.delete(keyOf(pod), { gracePeriodSeconds: 0 });
    assert.equal(await store.get(keyOf(pod)), undefined);
  });

  example('watches from a version on, in order, with a filter', async ({ store }) => {
    const made = await store.create(deployment('web', 1));
    const { resourceVersion } = await store.list({});
    const signal = AbortSignal.timeout(10_000);
    const seen = take(store.watch({ kind: 'Deployment' }, resourceVersion, signal), 4);
    await store.create(configMap('a'));
    await store.update(deployment('web', 2));
    await store.updateStatus({ ...deployment('web', 2), status: { replicas: 2 } });
    await store.delete(keyOf(made));
    await store.create(deployment('web', 5));
    const changes = await seen;
    assert.deepEqual(
      changes.map(({ type, object }) => [type, object.spec, object.status]),
      [
        ['modified', { replicas: 2 }, undefined],
        ['modified', { replicas: 2 }, { replicas: 2 }],
        ['deleted', { replicas: 2 }, { replicas: 2 }],
        ['added', { replicas: 5 }, undefined],
      ],
    );
    const versions = changes.map((change) => Number(change.resourceVersion));
    assert.deepEqual(
      [...versions].sort((a, b) => a - b),
      versions,
    );
    assert.equal(changes[3]?.object.metadata.resourceVersion, changes[3]?.resourceVersion);
  });

  example('gives a watch the changes that came before it was asked', async ({ store }) => {
    const { resourceVersion } = await store.list({});
    await store.create(configMap('a'));
    const [change] = await take(store.watch({}, resourceVersion, AbortSignal.timeout(10_000)), 1);
    assert.equal(change?.object.metadata.name, 'a');
  });

  example('ends a watch with its signal', async ({ store }) => {
    const stop = new AbortController();
    const all = take(store.watch({}, '0', stop.signal), Number.POSITIVE_INFINITY);
    stop.abort();
    assert.deepEqual(await all, []);
  });

  example('tells a watch that comes too late', async ({ store, prune }) => {
    const { resourceVersion } = await store.list({});
    await store.create(configMap('a'));
    await prune();
    await assert.rejects(
      take(store.watch({}, resourceVersion, AbortSignal.timeout(10_000)), 1),
      (error) => hasCode(error, 'cluster.gone'),
    );
    const now = (await store.list({})).resourceVersion;
    const next = take(store.watch({}, now, AbortSignal.timeout(10_000)), 1);
    await store.create(configMap('b'));
    assert.equal((await next)[0]?.object.metadata.name, 'b');
  });

  example('lets exactly one of many writers win', async ({ store }) => {
    const made = await store.create(deployment('web', 0));
    const writes = [1, 2, 3, 4, 5].map((replicas) =>
      store.update({ ...made, spec: { replicas } }).then(
        () => 'won',
        (error: unknown) => (hasCode(error, 'cluster.conflict') ? 'lost' : String(error)),
      ),
    );
    assert.deepEqual((await Promise.all(writes)).sort(), ['lost', 'lost', 'lost', 'lost', 'won']);
  });
}

function configMap(name: string, namespace = 'default'): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { a: '1' } };
}

function deployment(name: string, replicas: number): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'default' },
    spec: { replicas },
  };
}

async function take(changes: AsyncIterable<ObjectChange>, count: number): Promise<ObjectChange[]> {
  const taken: ObjectChange[] = [];
  for await (const change of changes) {
    taken.push(change);
    if (taken.length >= count) break;
  }
  return taken;
}
