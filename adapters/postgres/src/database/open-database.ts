import { type Logger, silentLogger } from '@infraforge/kernel';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { createListener, type Listener } from './listener.ts';
import type { Tables } from './tables.ts';

export type DatabaseOptions = {
  readonly url: string;
  /** Shown by PostgreSQL for each connection: `server`, `kubelet`. */
  readonly applicationName: string;
  /** Connections at most, beside one for notifications and one a leadership. */
  readonly max: number;
  readonly logger?: Logger;
};

export type Database = {
  readonly kysely: Kysely<Tables>;
  readonly url: string;
  readonly applicationName: string;
  readonly logger: Logger;
  /** What other connections notify; its connection is made with the first subscription. */
  readonly listener: Listener;
  /** Ends every connection; calls after it fail. */
  close(): Promise<void>;
};

/** A pool on the database; connections are made when they are needed and closed after 10 idle seconds. */
export function openDatabase(options: DatabaseOptions): Database {
  const logger = options.logger ?? silentLogger;
  const connection = {
    connectionString: options.url,
    application_name: options.applicationName,
    keepAlive: true,
  };
  const pool = new pg.Pool({
    ...connection,
    max: options.max,
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: 15_000,
  });
  // An idle connection that the server closes (a restart) is replaced at the next query.
  pool.on('error', (error) => logger.warn(`a database connection was lost: ${error.message}`));
  // One that is lost between two statements of a transaction has no query to tell: the next statement fails instead.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const listener = createListener({ connection, logger });
  return {
    kysely,
    url: options.url,
    applicationName: options.applicationName,
    logger,
    listener,
    async close() {
      await Promise.all([listener.close(), kysely.destroy()]);
    },
  };
}
