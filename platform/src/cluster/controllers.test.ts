import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLogger, systemClock } from '@infraforge/kernel';
import { type KubeObject, keyOf } from '@infraforge/kube';
import { memoryObjectStore, type ObjectStore } from '@infraforge/workloads';
import { withAdmission } from './admitting-store.ts';
import { createClusterControllers } from './controllers.ts';

async function withControllers(run: (store: ObjectStore) => Promise<void>): Promise<void> {
  const store = memoryObjectStore({ clock: systemClock });
  const stop = new AbortController();
  const controllers = createClusterControllers({
    objects: store,
    clock: systemClock,
    logger: silentLogger,
  });
  const running = controllers.start(stop.signal);
  try {
    await run(store);
  } finally {
    stop.abort();
    await running;
  }
}

test('a Deployment becomes pods, and its deletion takes them away', () =>
  withControllers(async (store) => {
    await store.create(deployment('one'));
    assert.equal((await store.list({ kind: 'Pod' })).items.length, 0, 'no namespace, no pods');
    await store.create(namespace);
    const pods = await eventually(async () => {
      const { items } = await store.list({ kind: 'Pod', namespace: 'team-dev' });
      return items.length === 2 ? items : undefined;
    });
    assert.match(pods[0]?.metadata.name ?? '', /^web-[0-9a-f]{10}-[a-z0-9]{5}$/);
    for (const pod of pods) await makeReady(store, pod);
    await eventually(async () => {
      const web = await store.get(keyOf(deployment('one')));
      const status = web?.status as { availableReplicas?: number } | undefined;
      return status?.availableReplicas === 2 ? true : undefined;
    });
    await store.delete(keyOf(deployment('one')));
    await eventually(async () => {
      const items = await madeObjects(store);
      for (const pod of items)
        if (pod.metadata.deletionTimestamp)
          await store.delete(keyOf(pod), { gracePeriodSeconds: 0 });
      return items.length === 0 ? true : undefined;
    });
  }));

test('a Deployment that is deleted in the foreground goes after its pods', () =>
  withControllers(async (store) => {
    await store.create(namespace);
    await store.create(deployment('one'));
    const pods = async () => (await store.list({ kind: 'Pod', namespace: 'team-dev' })).items;
    await eventually(async () => ((await pods()).length === 2 ? true : undefined));
    await store.delete(keyOf(deployment('one')), { propagationPolicy: 'Foreground' });
    const leaving = await eventually(async () => {
      const marked = (await pods()).filter(({ metadata }) => metadata.deletionTimestamp);
      return marked.length === 2 ? marked : undefined;
    });
    for (const pod of leaving) {
      assert.ok(await store.get(keyOf(deployment('one'))), 'there while a pod is');
      await store.delete(keyOf(pod), { gracePeriodSeconds: 0 });
    }
    await eventually(async () => {
      const items = await madeObjects(store);
      return items.length === 0 ? true : undefined;
    });
  }));

test('a rollout never has more or fewer pods than its limits allow', () =>
  withControllers(async (store) => {
    await store.create(namespace);
    await store.create(deployment('one'));
    const kubelet = new AbortController();
    let rolling = false;
    let most = 0;
    let fewest = Number.POSITIVE_INFINITY;
    const ready = new Set<string>();
    const following = (async () => {
      for await (const { type, object } of store.watch({ kind: 'Pod' }, '0', kubelet.signal)) {
        const { uid = '', deletionTimestamp } = object.metadata;
        if (type === 'added') await makeReady(store, object);
        if (deletionTimestamp) {
          ready.delete(uid);
          await store.delete(keyOf(object), { gracePeriodSeconds: 0 });
        } else if (object.status && type !== 'deleted') ready.add(uid);
        most = Math.max(most, ready.size);
        if (rolling) fewest = Math.min(fewest, ready.size);
      }
    })();
    await settled(store, 'one');
    rolling = true;
    await store.update(deployment('two'));
    await settled(store, 'two');
    kubelet.abort();
    await following;
    assert.deepEqual([most, fewest], [3, 2]);
    const { items } = await store.list({ kind: 'ReplicaSet' });
    const revisions = items.map(
      (set) => set.metadata.annotations?.['deployment.kubernetes.io/revision'],
    );
    assert.deepEqual(revisions.sort(), ['1', '2']);
  }));

test('what a rollout does can be read in events', () =>
  withControllers(async (store) => {
    await store.create(namespace);
    await store.create(deployment('one'));
    const messages = await eventually(async () => {
      const { items } = await store.list({ kind: 'Event' });
      return items.filter(({ reason }) => reason === 'SuccessfulCreate').length === 2
        ? items.map(({ message }) => String(message))
        : undefined;
    });
    assert.ok(messages.some((message) => /^Created pod: web-\w+-\w+$/.test(message)));
  }));

test('a quota holds controllers and those who make objects by hand', () =>
  withControllers(async (store) => {
    await store.create(namespace);
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'small', namespace: 'team-dev' },
      spec: { hard: { pods: '1', configmaps: 1 } },
    };
    await store.create(quota);
    await store.create(deployment('one'));
    const failure = await eventually(async () => {
      const { items } = await store.list({ kind: 'ReplicaSet' });
      const status = items[0]?.status as { conditions?: { message: string }[] } | undefined;
      return status?.conditions?.[0]?.message;
    });
    assert.match(
      failure,
      /^pods "web-\w+-" is forbidden: exceeded quota: small, requested: pods=1, used: pods=1, limited: pods=1$/,
    );
    const front = withAdmission(store);
    const map = (name: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: 'team-dev' },
    });
    const made = await Promise.allSettled([front.create(map('a')), front.create(map('b'))]);
    assert.deepEqual(made.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await eventually(async () => {
      const status = (await store.get(keyOf(quota)))?.status as Used | undefined;
      return status?.used.pods === '1' && status.used.configmaps === '1' ? true : undefined;
    });
    await store.update({ ...quota, spec: { hard: { pods: '2' } } });
    await eventually(async () => {
      const { items } = await store.list({ kind: 'Pod' });
      return items.length === 2 ? true : undefined;
    });
  }));

test('deleting a Namespace empties it', () =>
  withControllers(async (store) => {
    await store.create(namespace);
    await store.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'team-dev' },
    });
    await eventually(async () => (await store.get(keyOf(namespace)))?.metadata.finalizers?.length);
    await store.delete(keyOf(namespace));
    await eventually(async () => ((await store.list({})).items.length === 0 ? true : undefined));
  }));

type Used = { readonly used: Readonly<Record<string, string>> };

const namespace: KubeObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'team-dev' },
};

function deployment(image: string): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'team-dev' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'app', image }] },
      },
    },
  };
}

/** What is in the namespace beside its own account and the events of what happened. */
async function madeObjects(store: ObjectStore): Promise<readonly KubeObject[]> {
  const { items } = await store.list({ namespace: 'team-dev' });
  return items.filter(({ kind }) => kind !== 'Event' && kind !== 'ServiceAccount');
}

async function makeReady(store: ObjectStore, pod: KubeObject): Promise<void> {
  const conditions = [
    { type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' },
  ];
  await store.updateStatus({
    ...pod,
    metadata: { name: pod.metadata.name, namespace: 'team-dev' },
    status: { phase: 'Running', conditions },
  });
}

async function settled(store: ObjectStore, image: string): Promise<void> {
  await eventually(async () => {
    const { items } = await store.list({ kind: 'Pod' });
    const images = items.map((pod) => JSON.stringify(pod.spec).includes(`"image":"${image}"`));
    const web = await store.get(keyOf(deployment(image)));
    const status = web?.status as { conditions?: { reason: string }[] } | undefined;
    const isDone = status?.conditions?.some(({ reason }) => reason === 'NewReplicaSetAvailable');
    return isDone && images.length === 2 && images.every(Boolean) ? true : undefined;
  });
}

async function eventually<T>(probe: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error('It did not happen within ten seconds.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
