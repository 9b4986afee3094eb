import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '@infraforge/testkit';
import {
  CoreV1Api,
  ERROR,
  KubeConfig,
  ListWatch,
  type V1ConfigMap,
  Watch,
} from '@kubernetes/client-node';
import { type KubeApiUnderTest, kubeApiUnderTest } from './testing/kube-api-under-test.ts';
import { configMap } from './testing/objects.ts';

/** More changes than the store remembers, so that a watch that was away is too old. */
const HISTORY = 50;
const ROUNDS = 8;
const CHANGES = 300;

function configOf({ server, authority }: KubeApiUnderTest): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name: 'local', server, caData: Buffer.from(authority).toString('base64') }],
    users: [{ name: 'ana', token: 'ana' }],
    contexts: [{ name: 'local', cluster: 'local', user: 'ana' }],
    currentContext: 'local',
  });
  return config;
}

/** What the informer has, and what the store has, as `name=value`. */
function contents(items: readonly V1ConfigMap[]): readonly string[] {
  return items.map(({ metadata, data }) => `${metadata?.name}=${data?.value}`).sort();
}

test("the informer of Kubernetes' own client follows thousands of changes over 410 and reconnects", async (t) => {
  const api = await kubeApiUnderTest(t, { history: HISTORY });
  const config = configOf(api);
  const core = config.makeApiClient(CoreV1Api);
  const list = () => core.listNamespacedConfigMap({ namespace: 'payments-dev' });
  const path = '/api/v1/namespaces/payments-dev/configmaps';
  const informer = new ListWatch<V1ConfigMap>(
    path,
    new Watch(config),
    list,
    false,
    undefined,
    undefined,
    {
      // It waits for seconds before it connects again, which is all right for it and too long for a test.
      delayFn: async () => undefined,
    },
  );
  let mended: Promise<void> = Promise.resolve();
  let cuts = 0;
  let isOver = false;
  informer.on(ERROR, () => {
    cuts += 1;
    if (!isOver) void mended.then(() => informer.start());
  });
  await informer.start();

  const change = createChanges(api);
  const isEqual = async () => {
    const { items } = await api.objects.list({ kind: 'ConfigMap' });
    const wanted = contents(items as unknown as readonly V1ConfigMap[]);
    return contents(informer.list()).join() === wanted.join();
  };
  // Before the server goes: the informer would look for it for ever.
  const stop = async () => {
    isOver = true;
    await informer.stop();
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    await change(CHANGES);
    let mend = () => {};
    mended = new Promise((resolve) => {
      mend = resolve;
    });
    api.network.cut();
    // Every second time it misses more than is remembered.
    await change(round % 2 === 0 ? HISTORY * 3 : HISTORY / 5);
    api.network.mend();
    mend();
    await until(isEqual, {
      timeoutMilliseconds: 30_000,
      what: `round ${round} to be followed`,
    }).catch(async (error) => {
      await stop();
      throw error;
    });
  }
  await stop();
  assert.ok(cuts >= ROUNDS, `cut off ${cuts} times`);
  assert.ok(api.tooOld() >= ROUNDS / 2, `410 came ${api.tooOld()} times`);
});

/** Makes, changes and deletes ConfigMaps in turn, and lets others work in between. */
function createChanges({ objects }: KubeApiUnderTest): (count: number) => Promise<void> {
  const there = new Set<string>();
  let made = 0;
  return async (count) => {
    for (let index = 0; index < count; index += 1) {
      made += 1;
      const name = `map-${(made * 7) % 20}`;
      const object = configMap(name, { value: String(made) });
      const key = { group: '', kind: 'ConfigMap', namespace: 'payments-dev', name };
      if (!there.has(name)) {
        there.add(name);
        await objects.create(object);
      } else if (made % 11 === 0) {
        there.delete(name);
        await objects.delete(key);
      } else await objects.update(object);
      if (index % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  };
}
