import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '@infraforge/testkit';
import { sql } from 'kysely';
import { openDatabase } from './open-database.ts';

test('a connection that is lost between two statements fails the next one, not the process', async () => {
  const { database, url, close } = await testDatabase();
  const other = openDatabase({ url, applicationName: 'lost', max: 1 });
  try {
    const transaction = other.kysely.transaction().execute(async (inside) => {
      await sql`select 1`.execute(inside);
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lost'`.execute(
        database.kysely,
      );
      await sql`select 2`.execute(inside);
    });
    await assert.rejects(transaction);
    const { rows } = await sql<{ three: number }>`select 3 as three`.execute(other.kysely);
    assert.equal(rows[0]?.three, 3);
  } finally {
    await other.close();
    await close();
  }
});
