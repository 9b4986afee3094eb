import { PlatformError } from '@infraforge/kernel';
import { type Migration, Migrator } from 'kysely/migration';
import { createDatabase } from './databases.ts';
import { first } from './migrations/0001-first.ts';
import type { Database } from './open-database.ts';

/** In order; one that was released is never changed. */
const MIGRATIONS: Readonly<Record<string, Migration>> = { '0001-first': first };

/**
 * Brings the database to this release: makes it when the server has none of this name, then runs what is missing, each in
 * a transaction, under one advisory lock, so that many processes may call it at once. Forward only. Throws PlatformError
 * `postgres.newer-data` when a newer release has been here, `postgres.migration-failed`.
 */
export async function migrate(database: Database): Promise<void> {
  await createDatabase(database.url);
  const migrator = new Migrator({
    db: database.kysely,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    migrationTableSchema: 'platform',
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (error instanceof Error && /corrupted migrations/.test(error.message)) {
    throw new PlatformError(
      'postgres.newer-data',
      'The database was written by a newer release of InfraForge than this one.',
      { cause: error, hint: 'Use that release, or start with an empty database: `gaia reset`.' },
    );
  }
  throw new PlatformError(
    'postgres.migration-failed',
    `The database could not be brought to this release: ${error instanceof Error ? error.message : String(error)}`,
    { cause: error },
  );
}
