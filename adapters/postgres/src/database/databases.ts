import pg from 'pg';
import { DUPLICATE_DATABASE, NO_SUCH_DATABASE, sqlState, UNIQUE_VIOLATION } from './sql-state.ts';

/** Makes the database that the URL names; nothing happens when it is there. `template` is copied when given. */
export async function createDatabase(url: string, template?: string): Promise<void> {
  if (template === undefined && (await canConnect(url))) return;
  await onServer(url, async (client, name) => {
    const copy = template ? ` template ${client.escapeIdentifier(template)}` : '';
    try {
      await client.query(`create database ${client.escapeIdentifier(name)}${copy}`);
    } catch (error) {
      // Another process made it in the same moment.
      if (![DUPLICATE_DATABASE, UNIQUE_VIOLATION].includes(sqlState(error) ?? '')) throw error;
    }
  });
}

/** Drops the database that the URL names and ends whoever is connected to it. */
export async function dropDatabase(url: string): Promise<void> {
  await onServer(url, async (client, name) => {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
  });
}

/** Runs on the server's own database `postgres`, with the name that the URL gives. */
async function onServer(
  url: string,
  run: (client: pg.Client, name: string) => Promise<void>,
): Promise<void> {
  const admin = new URL(url);
  const name = decodeURIComponent(admin.pathname.slice(1));
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  try {
    await run(client, name);
  } finally {
    await client.end();
  }
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (sqlState(error) === NO_SUCH_DATABASE) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
