import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { keyOf } from '@infraforge/kube';
import {
  deploy,
  eventually,
  fetchHost,
  type LocalWorld,
  startLocalWorld,
} from './testing/local-world.ts';
import { serverThatSays } from './testing/programs.ts';

const RATE_PER_SECOND = 200;

type Seen = {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly status: number;
  readonly body: string;
};

/** Sends requests at the rate, whatever comes back, until the signal aborts. */
async function load(port: number, host: string, signal: AbortSignal): Promise<readonly Seen[]> {
  const seen: Promise<Seen>[] = [];
  const start = performance.now();
  while (!signal.aborted) {
    const due = Math.floor(((performance.now() - start) / 1000) * RATE_PER_SECOND);
    while (seen.length < due) {
      const startedAt = performance.now();
      seen.push(
        fetchHost(port, host).then(
          ({ status, body }) => ({ startedAt, endedAt: performance.now(), status, body }),
          (error: Error) => ({
            startedAt,
            endedAt: performance.now(),
            status: 0,
            body: error.message,
          }),
        ),
      );
    }
    await delay(1);
  }
  return Promise.all(seen);
}

async function rolledOut(world: LocalWorld, image: string): Promise<void> {
  await eventually(async () => {
    const { items } = await world.store.list({ kind: 'Pod', labels: { app: 'web' } });
    const deployment = await world.store.get({
      group: 'apps',
      kind: 'Deployment',
      namespace: 'team-dev',
      name: 'web',
    });
    const { conditions = [] } = (deployment?.status ?? {}) as { conditions?: { reason: string }[] };
    const isDone = conditions.some(({ reason }) => reason === 'NewReplicaSetAvailable');
    const isNew = items.every((pod) => JSON.stringify(pod.spec).includes(`"${image}"`));
    return isDone && isNew && items.length === 2 ? true : undefined;
  }, 120_000);
}

test(`rolling updates at ${RATE_PER_SECOND} requests a second: no error, and from old to new once`, async () => {
  const world = await startLocalWorld();
  const stop = new AbortController();
  try {
    const image = (version: number) => `forge/team/web:${version}`;
    for (const version of [1, 2, 3, 4]) {
      await world.image(image(version), serverThatSays(String(version)));
    }
    await deploy(world.store, 'web', image(1), { replicas: 2 });
    await rolledOut(world, image(1));
    const loading = load(world.port(), 'web.dev.localhost', stop.signal);
    for (const version of [2, 3, 4]) {
      await deploy(world.store, 'web', image(version), { replicas: 2 });
      await rolledOut(world, image(version));
    }
    const { items } = await world.store.list({ kind: 'Pod' });
    await world.store.delete(keyOf(items[0] as never));
    await delay(300);
    stop.abort();
    const seen = await loading;
    assert.deepEqual(
      seen.filter(({ status }) => status !== 200),
      [],
    );
    let newest = 0;
    const byEnd = [...seen].sort((left, right) => left.endedAt - right.endedAt);
    for (const { startedAt, body } of seen) {
      for (let done = byEnd[0]; done && done.endedAt < startedAt; done = byEnd[0]) {
        newest = Math.max(newest, Number(done.body));
        byEnd.shift();
      }
      assert.ok(Number(body) >= newest, `${body} after ${newest}`);
    }
    assert.deepEqual([...new Set(seen.map(({ body }) => body))].sort(), ['1', '2', '3', '4']);
  } finally {
    // Also when a rollout was too slow: a load that goes on keeps the test from ending.
    stop.abort();
    await world.close();
  }
});
