import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryForgeStore } from '@infraforge/scm';
import { startTestForge } from './testing/forge-under-test.ts';

test('a repository whose folder was never made gets it at the next start', async () => {
  const store = memoryForgeStore();
  await store.ensureOrganization('payments', '');
  const { id } = await store.createRepository('payments', 'orders', { visibility: 'internal' });
  const forge = await startTestForge({ store });
  try {
    assert.equal((await forge.repositories.refs(id)).size, 0);
    const answer = await forge.call(
      'GET',
      '/payments/orders.git/info/refs?service=git-upload-pack',
    );
    assert.equal(answer.status, 200);
  } finally {
    await forge.stop();
  }
});

test('a port that is taken is said so', async () => {
  const forge = await startTestForge();
  try {
    const port = Number(new URL(forge.url).port);
    await assert.rejects(startTestForge({ port }), { code: 'forge.port-taken' });
  } finally {
    await forge.stop();
  }
});
