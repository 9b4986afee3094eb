import { realpath } from 'node:fs/promises';
import { PlatformError } from '@infraforge/kernel';
import pg from 'pg';
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
      await assertOurs(dataDirectory, lock, urlAt(lock.port));
      return { pid: lock.pid, port: lock.port };
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

async function assertOurs(dataDirectory: string, lock: PostmasterPid, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  let found: string | undefined;
  let cause: unknown;
  try {
    await client.connect();
    const answer = await client.query<{ directory: string }>(
      `select current_setting('data_directory') as directory`,
    );
    found = answer.rows[0]?.directory;
  } catch (error) {
    cause = error;
  } finally {
    await client.end().catch(() => undefined);
  }
  if (found !== undefined && (await realpath(found)) === (await realpath(dataDirectory))) return;
  throw new PlatformError(
    'postgres.foreign',
    `A PostgreSQL server that is not ours (process ${lock.pid}, port ${lock.port}) runs on ${dataDirectory}.`,
    { cause, hint: `Stop it (kill -INT ${lock.pid}) and start again.` },
  );
}

function stuck(dataDirectory: string, lock: PostmasterPid): PlatformError {
  return new PlatformError(
    'postgres.stuck',
    `The PostgreSQL server on ${dataDirectory} (process ${lock.pid}) has been "${lock.status ?? 'starting'}" for a minute.`,
    {
      hint: `Look at its log; when nothing moves, stop it (kill -QUIT ${lock.pid}) and start again.`,
    },
  );
}
