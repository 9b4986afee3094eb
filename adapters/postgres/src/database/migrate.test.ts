import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { hasCode } from '@infraforge/kernel';
import { testDatabase, withPostgres } from '@infraforge/testkit';
import { sql } from 'kysely';
import { dropDatabase } from './databases.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';

test('makes a database that is missing, whoever comes first', async (context) => {
  const url = new URL(await withPostgres());
  url.pathname = `/made_${randomUUID()}`;
  const open = () => openDatabase({ url: url.href, applicationName: 'test', max: 2 });
  const databases = [open(), open(), open()];
  context.after(async () => {
    for (const database of databases) await database.close();
    await dropDatabase(url.href);
  });
  await Promise.all(databases.map(migrate));
  const { rows } = await sql<{ schema: string }>`
    select schema_name as schema from information_schema.schemata
    where schema_name in ('platform', 'forge', 'gitops', 'cluster') order by 1
  `.execute(databases[0]?.kysely ?? assert.fail());
  assert.deepEqual(
    rows.map(({ schema }) => schema),
    ['cluster', 'forge', 'gitops', 'platform'],
  );
});

test('refuses what a newer release has written', async (context) => {
  const { database, close } = await testDatabase();
  context.after(close);
  await sql`insert into platform.kysely_migration values ('0000-from-the-future', now()::text)`.execute(
    database.kysely,
  );
  await assert.rejects(migrate(database), (error) => hasCode(error, 'postgres.newer-data'));
});
