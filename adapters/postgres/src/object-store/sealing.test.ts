import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasCode } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { testDatabase } from '@infraforge/testkit';
import { sql } from 'kysely';
import { createObjectStore } from './create-object-store.ts';
import { createSealer } from './sealing.ts';

const keyA = new Uint8Array(32).fill(1);
const keyB = new Uint8Array(32).fill(2);

const secret: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'db', namespace: 'payments-dev', uid: 'u-1' },
  type: 'Opaque',
  data: { password: 'aHVudGVyMg==' },
  stringData: { note: 'plain words' },
};

test('what is sealed opens again, under another nonce each time', () => {
  const sealer = createSealer(keyA);
  const first = sealer.seal(secret);
  assert.deepEqual(sealer.open(first), secret);
  assert.notDeepEqual(sealer.seal(secret).sealed, first.sealed);
  assert.equal(JSON.stringify(first.object).includes('hunter2'), false);
  assert.equal('data' in first.object || 'stringData' in first.object, false);
});

test('other kinds stay as they are', () => {
  const configMap = { ...secret, kind: 'ConfigMap' };
  assert.deepEqual(createSealer(keyA).seal(configMap), {
    object: configMap,
    sealed: null,
    keyId: null,
  });
});

test('another key, a changed byte and another object do not open it', () => {
  const sealer = createSealer(keyA);
  const stored = sealer.seal(secret);
  assert.throws(
    () => createSealer(keyB).open(stored),
    (error) => hasCode(error, 'cluster.unknown-key'),
  );
  const bytes = Buffer.from(stored.sealed ?? []);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  assert.throws(
    () => sealer.open({ ...stored, sealed: bytes }),
    (error) => hasCode(error, 'cluster.damaged-secret'),
  );
  const moved = { ...stored.object, metadata: { ...stored.object.metadata, name: 'other' } };
  assert.throws(
    () => sealer.open({ ...stored, object: moved }),
    (error) => hasCode(error, 'cluster.damaged-secret'),
  );
});

test('a key of another length is refused', () => {
  assert.throws(
    () => createSealer(new Uint8Array(16)),
    (error) => hasCode(error, 'cluster.bad-master-key'),
  );
});

test('no value of a Secret reaches a table', async (context) => {
  const { database, close } = await testDatabase();
  context.after(close);
  const store = createObjectStore(database, { masterKey: keyA });
  const made = await store.create({
    ...secret,
    metadata: { name: 'db', namespace: 'payments-dev' },
  });
  assert.deepEqual(made.data, secret.data);
  await store.update({ ...made, data: { password: 'bmV3LXNlY3JldA==' } });
  const { rows } = await sql<{ dump: string }>`
    select string_agg(row, ' ') as dump from (
      select objects::text as row from cluster.objects union all
      select changes::text from cluster.changes
    ) as everything`.execute(database.kysely);
  const dump = rows[0]?.dump ?? '';
  assert.match(dump, /payments-dev/);
  for (const value of ['aHVudGVyMg', 'bmV3LXNlY3JldA', 'plain words']) {
    assert.equal(dump.includes(value), false, `${value} is there`);
  }
});
