import type { Database } from '../database/open-database.ts';
import { forgetChanges } from './write-object.ts';

/** Forgets all changes but the last `keep`; watches that are further behind list again. Writes do it by themselves. */
export async function pruneChanges(database: Database, keep: number): Promise<void> {
  await database.kysely.transaction().execute(async (transaction) => {
    const { current } = await transaction
      .selectFrom('cluster.revision')
      .select('current')
      .forUpdate()
      .executeTakeFirstOrThrow();
    await forgetChanges(transaction, BigInt(current) - BigInt(keep));
  });
}
