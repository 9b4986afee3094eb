import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  deploy,
  eventually,
  fetchHost,
  serverThatSays,
  startLocalWorld,
} from './testing/local-world.ts';

test('a Deployment, a Service and an Ingress answer through the ingress', async () => {
  const world = await startLocalWorld();
  try {
    await world.image('forge/team/web:1', serverThatSays('one'));
    await deploy(world.store, 'web', 'forge/team/web:1');
    const answer = await eventually(
      async () => {
        const response = await fetchHost(world.port(), 'web.dev.localhost');
        return response.status === 200 ? response : undefined;
      },
      20_000,
      async () => (await world.store.list({ kind: 'Pod' })).items.map(({ status }) => status),
    );
    assert.equal(answer.body, 'one');
  } finally {
    await world.close();
  }
});
