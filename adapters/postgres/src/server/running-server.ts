import { realpath } from 'node:fs/promises';
import { PlatformError } from '@infraforge/kernel';
import pg from 'pg';
import { sqlState } from '../database/sql-state.ts';
import { disownPostmasterPid, type PostmasterPid, readPostmasterPid } from './postmaster-pid.ts';
import { isAlive, isPostgres, waitUntilGone } from './processes.ts';

/** How long a server may take over its recovery after a crash, or over its end. */
const PATIENCE_MILLISECONDS = 60_000;

/**
 * The server that runs on the data directory, ready: what a killed supervisor left behind. One that is still starting is
 * waited for; one that is stopping has gone when this returns. A lock file whose pid now belongs to another program is
 * made harmless. Throws PlatformError `postgres.foreign` when a server runs there that does not know our password.
 */
export async function findRunning(
  dataDirectory: string,
  urlAt: (port: number) => string,
  ownPid: number,
  signal: AbortSignal | undefined,
): Promise<{ pid: number; port: number } | undefined> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    signal?.throwIfAborted();
    const lock = await readPostmasterPid(dataDirectory);
    if (!lock || !isAlive(lock.pid)) return undefined;
    if (!(await isPostgres(lock.pid))) {
      await disownPostmasterPid(dataDirectory, ownPid);
      return undefined;
    }
    if (lock.port !== undefined && lock.status === 'ready') {
      const isOurs = await asksOurs(dataDirectory, urlAt(lock.port));
      if (isOurs === true) return { pid: lock.pid, port: lock.port };
      if (isOurs === false) throw foreign(dataDirectory, lock);
    }
    if (Date.now() > deadline) throw stuck(dataDirectory, lock);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Ends a server: a fast shutdown, and an immediate one when that takes longer than 20 s. */
export async function stopServer(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive(pid)) return;
    try {
      process.kill(pid, signal);
    } catch {
      // It ended between the look and the signal.
    }
    if (await waitUntilGone(pid, 20_000)) return;
  }
}

/**
 * Whether the server takes our password and serves this directory; undefined when it does not answer, as one that is just
 * being killed.
 */
async function asksOurs(dataDirectory: string, url: string): Promise<boolean | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ directory: string }>(
      `select current_setting('data_directory') as directory`,
    );
    const served = rows[0]?.directory ?? '';
    return (await realpath(served)) === (await realpath(dataDirectory));
  } catch (error) {
    // Class 28: the password or the user is wrong.
    return sqlState(error)?.startsWith('28') ? false : undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function foreign(dataDirectory: string, lock: PostmasterPid): PlatformError {
  return new PlatformError(
    'postgres.foreign',
    `A PostgreSQL server that is not ours (process ${lock.pid}, port ${lock.port}) runs on ${dataDirectory}.`,
    { hint: `Stop it (kill -INT ${lock.pid}) and start again.` },
  );
}

function stuck(dataDirectory: string, lock: PostmasterPid): PlatformError {
  return new PlatformError(
    'postgres.stuck',
    `The PostgreSQL server on ${dataDirectory} (process ${lock.pid}) does not answer; its state has been "${lock.status ?? 'starting'}" for a minute.`,
    {
      hint: `Look at its log; when nothing moves, stop it (kill -QUIT ${lock.pid}) and start again.`,
    },
  );
}
