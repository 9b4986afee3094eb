import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createDatabase,
  type Database,
  dropDatabase,
  migrate,
  openDatabase,
  startPostgres,
} from '@infraforge/postgres';
import { freePort } from './free-port.ts';

const TEMPLATE = 'template_migrated';

type Shared = { readonly adminUrl: string };

let shared: Promise<Shared> | undefined;

export type TestDatabase = {
  /** Migrated and empty. */
  readonly database: Database;
  readonly url: string;
  /** Closes the connections and drops the database. */
  close(): Promise<void>;
};

/**
 * The URL of a PostgreSQL server (database `postgres`) that all tests of this process share. It starts with the first call
 * and ends with the process, however that ends.
 */
export async function withPostgres(): Promise<string> {
  shared ??= start();
  return (await shared).adminUrl;
}

/** A database of the test's own on the shared server. */
export async function testDatabase(
  options: { readonly applicationName?: string; readonly max?: number } = {},
): Promise<TestDatabase> {
  const adminUrl = await withPostgres();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = urlOf(adminUrl, name);
  await createDatabase(url, TEMPLATE);
  const { applicationName = 'test', max = 5 } = options;
  const database = openDatabase({ url, applicationName, max });
  return {
    database,
    url,
    async close() {
      await database.close();
      await dropDatabase(url);
    },
  };
}

async function start(): Promise<Shared> {
  const directory = mkdtempSync(join(tmpdir(), 'infraforge-postgres-'));
  const server = await startPostgres({
    dataDirectory: join(directory, 'data'),
    port: await freePort(),
    logFile: join(directory, 'postgres.log'),
    database: 'postgres',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
    endWithParent: process.platform === 'linux',
  });
  process.once('exit', () => end(server.pid, directory));
  // A test that is stopped from outside cleans up as well.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const template = openDatabase({
    url: urlOf(server.url, TEMPLATE),
    applicationName: 'template',
    max: 1,
  });
  await migrate(template);
  await template.close();
  return { adminUrl: server.url };
}

/**
 * At exit nothing asynchronous runs any more: an immediate shutdown, then the files. The server takes its lock file away
 * as the last thing; its process stays as a zombie until this one ends.
 */
function end(pid: number, directory: string): void {
  const lock = join(directory, 'data', 'postmaster.pid');
  const deadline = Date.now() + 5_000;
  const cell = new Int32Array(new SharedArrayBuffer(4));
  try {
    process.kill(pid, 'SIGQUIT');
    while (existsSync(lock) && Date.now() < deadline) Atomics.wait(cell, 0, 0, 5);
  } catch {
    // It is gone.
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
}

function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}
