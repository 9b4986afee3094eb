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

export type LeaseOptions = {
  /** A leader that the database has not heard of for so long is frozen, or cut off: its term is over. */
  readonly leaseMilliseconds: number;
  /** How often a leader says that it is there. */
  readonly heartbeatMilliseconds: number;
};

const LEASE: LeaseOptions = { leaseMilliseconds: 6_000, heartbeatMilliseconds: 1_500 };

/**
 * Leadership by a session advisory lock on a connection of its own: it ends with the process, however that ends. A
 * process that is stopped keeps its connection, so that the lock is a lease as well: who waits for it ends the
 * connection of a leader that has not been heard of for the length of the lease.
 */
export function createLeadership(database: Database, lease: LeaseOptions = LEASE): Leadership {
  return {
    async lead(name, signal, run) {
      while (!signal.aborted) {
        try {
          if (await campaign(database, name, signal, run, lease)) return;
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
  lease: LeaseOptions,
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
      if (await endFrozenTerm(client, name, lease)) {
        database.logger.warn(`the leader of ${name} has not been heard of: its term is ended`);
      }
      await pause(CAMPAIGN_EVERY_MILLISECONDS, term);
      if (term.aborted) return false;
    }
    const epoch = await nextEpoch(client, name);
    const heart = beat(client, lost, lease);
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

/**
 * Ends the connection that holds the lock when nothing has come over it for the length of the lease; true when it did.
 * The database's own clock decides, so that clocks of machines need not agree.
 */
async function endFrozenTerm(
  client: pg.Client,
  name: string,
  { leaseMilliseconds }: LeaseOptions,
): Promise<boolean> {
  const { rows } = await client.query<{ ended: boolean }>(
    `select pg_terminate_backend(activity.pid) as ended
       from pg_locks as held
       join pg_stat_activity as activity using (pid),
            hashtextextended('infraforge/' || $1, 0) as key
      where held.locktype = 'advisory' and held.granted and held.objsubid = 1
        and held.database = (select oid from pg_database where datname = current_database())
        and held.classid::bigint = ((key >> 32) & 4294967295)
        and held.objid::bigint = (key & 4294967295)
        and activity.state = 'idle'
        and clock_timestamp() - activity.state_change > make_interval(secs => $2)`,
    [name, leaseMilliseconds / 1000],
  );
  return rows.some(({ ended }) => ended);
}

/**
 * Says that the leader is there. A question that gets no answer ends the term, and so does a gap as long as the lease:
 * this process was stopped and somebody else may lead by now.
 */
function beat(client: pg.Client, lost: AbortController, lease: LeaseOptions): NodeJS.Timeout {
  let answered = performance.now();
  return setInterval(() => {
    if (performance.now() - answered > lease.leaseMilliseconds) return lost.abort();
    client.query('select 1').then(
      () => {
        answered = performance.now();
      },
      () => lost.abort(),
    );
    return undefined;
  }, lease.heartbeatMilliseconds).unref();
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
