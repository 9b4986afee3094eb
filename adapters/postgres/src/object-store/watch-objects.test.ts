import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase, until } from '@infraforge/testkit';
import type { ObjectChange, ObjectStore } from '@infraforge/workloads';
import { sql } from 'kysely';
import { openDatabase } from '../database/open-database.ts';
import { createObjectStore } from './create-object-store.ts';

const masterKey = new Uint8Array(32).fill(1);

const configMap = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
});

async function collect(
  store: ObjectStore,
  since: string,
  into: ObjectChange[],
  signal: AbortSignal,
): Promise<void> {
  for await (const change of store.watch({ kind: 'ConfigMap' }, since, signal)) into.push(change);
}

test('a watch sees every change of many writers once, in order', async (context) => {
  const { database, url, close } = await testDatabase({ max: 10 });
  const other = openDatabase({ url, applicationName: 'watcher', max: 2 });
  const stop = new AbortController();
  const seen: ObjectChange[] = [];
  const watching = collect(createObjectStore(other, { masterKey }), '0', seen, stop.signal);
  context.after(async () => {
    stop.abort();
    await watching;
    await other.close();
    await close();
  });
  const store = createObjectStore(database, { masterKey });
  const writers = Array.from({ length: 10 }, async (_, writer) => {
    for (let count = 0; count < 30; count += 1) {
      const made = await store.create(configMap(`w${writer}-${count}`));
      if (count % 3 === 0) await store.update({ ...made, data: { a: 'b' } });
    }
  });
  await Promise.all(writers);
  await until(() => seen.length >= 400, { what: '400 changes' });
  const versions = seen.map((change) => Number(change.resourceVersion));
  assert.deepEqual(
    versions,
    Array.from({ length: 400 }, (_, index) => index + 1),
  );
});

test('a watch goes on after its connections were cut', async (context) => {
  const { database, url, close } = await testDatabase();
  const other = openDatabase({ url, applicationName: 'cut-off', max: 2 });
  const stop = new AbortController();
  const seen: ObjectChange[] = [];
  const watching = collect(createObjectStore(other, { masterKey }), '0', seen, stop.signal);
  context.after(async () => {
    stop.abort();
    await watching;
    await other.close();
    await close();
  });
  const store = createObjectStore(database, { masterKey });
  await store.create(configMap('before'));
  await until(() => seen.length === 1);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cut-off'`.execute(
    database.kysely,
  );
  await store.create(configMap('after'));
  await until(() => seen.length === 2, { what: 'the change after the cut' });
  assert.equal(seen[1]?.object.metadata.name, 'after');
});
