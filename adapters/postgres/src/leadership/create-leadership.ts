import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '@infraforge/kernel';
import pg from 'pg';
import type { Database } from '../database/open-database.ts';

export type Leadership = {
  /**
   * Waits until nobody else leads under this name, then runs `run` with an epoch that is larger than that of every
   * earlier leader. Its signal aborts when leadership is lost (the connection broke) or `signal` aborts; in the first
   * case it campaigns again. Ends when `run` ends by itself, with its error, or when `signal` aborts.
   */
  lead(
    name: string,
    signal: AbortSignal,
    run: (epoch: bigint, signal: AbortSignal) => Promise<void>,
  ): Promise<void>;
};

const CAMPAIGN_EVERY_MILLISECONDS = 500;
const HEARTBEAT_MILLISECONDS = 3_000;

/** Leadership by a session advisory lock on a connection of its own: it ends with the process, however that ends. */
export function createLeadership(database: Database): Leadership {
  return {
    async lead(name, signal, run) {
      while (!signal.aborted) {
        try {
          if (await campaign(database, name, signal, run)) return;
        } catch (error) {
          if (error instanceof RunFailure) throw error.cause;
          if (!signal.aborted) {
            database.logger.warn(`leadership of ${name}: ${messageOf(error)}; trying again`);
          }
        }
        await pause(CAMPAIGN_EVERY_MILLISECONDS, signal);
      }
    },
  };
}

/** What the leader's own work threw, told apart from what the database did. */
class RunFailure extends Error {}

/** One connection's campaign and term. True when the work ended by itself. */
async function campaign(
  database: Database,
  name: string,
  signal: AbortSignal,
  run: (epoch: bigint, signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const client = new pg.Client({
    connectionString: database.url,
    application_name: `${database.applicationName} leads ${name}`,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
  });
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  const term = AbortSignal.any([signal, lost.signal]);
  try {
    await client.connect();
    while (!(await tryLock(client, name))) {
      await pause(CAMPAIGN_EVERY_MILLISECONDS, term);
      if (term.aborted) return false;
    }
    const epoch = await nextEpoch(client, name);
    const heart = beat(client, lost);
    try {
      await run(epoch, term);
    } catch (error) {
      if (!term.aborted) throw new RunFailure('the work failed', { cause: error });
    } finally {
      clearInterval(heart);
    }
    return !term.aborted;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function tryLock(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    `select pg_try_advisory_lock(hashtextextended('infraforge/' || $1, 0)) as locked`,
    [name],
  );
  return rows[0]?.locked === true;
}

async function nextEpoch(client: pg.Client, name: string): Promise<bigint> {
  const { rows } = await client.query<{ epoch: string }>(
    `insert into platform.leaders (name, epoch, since) values ($1, 1, now())
     on conflict (name) do update set epoch = leaders.epoch + 1, since = now()
     returning epoch`,
    [name],
  );
  return BigInt(rows[0]?.epoch ?? 1);
}

/** A connection can be dead without a word (a suspended machine): a question that gets no answer ends the term. */
function beat(client: pg.Client, lost: AbortController): NodeJS.Timeout {
  return setInterval(() => {
    client.query('select 1').catch(() => lost.abort());
  }, HEARTBEAT_MILLISECONDS).unref();
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
