import { randomUUID } from 'node:crypto';
import { type Clock, PlatformError, systemClock } from '@infraforge/kernel';
import { formatKey, type KubeObject, keyOf, type ObjectKey } from '@infraforge/kube';
import {
  createdObject,
  deletionOf,
  isDeletionDone,
  type ObjectStore,
  updatedObject,
  withStatus,
} from '@infraforge/workloads';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/open-database.ts';
import type { Tables } from '../database/tables.ts';
import { conditionOf } from './filter-objects.ts';
import { createSealer } from './sealing.ts';
import { watchObjects } from './watch-objects.ts';
import { columnsOf, lockObject, nextVersion, objectOf, writeChange } from './write-object.ts';

export type ObjectStoreOptions = {
  /** 32 bytes; the data of Secrets is encrypted with it. */
  readonly masterKey: Uint8Array;
  readonly clock?: Clock;
  /** Makes the uid of a new object: a UUID. */
  readonly ids?: () => string;
};

/** The local cluster's objects in schema `cluster`. */
export function createObjectStore(database: Database, options: ObjectStoreOptions): ObjectStore {
  const { kysely } = database;
  const sealer = createSealer(options.masterKey);
  const clock = options.clock ?? systemClock;
  const newUid = options.ids ?? randomUUID;

  function inTransaction<Result>(
    run: (transaction: Transaction<Tables>) => Promise<Result>,
  ): Promise<Result> {
    return kysely.transaction().execute(run);
  }

  function change(
    object: KubeObject,
    changed: (current: KubeObject, next: KubeObject) => KubeObject,
  ): Promise<KubeObject> {
    const key = keyOf(object);
    return inTransaction(async (transaction) => {
      const before = await lockObject(transaction, key, sealer);
      if (!before) {
        throw new PlatformError('cluster.not-found', `There is no ${formatKey(key)}.`);
      }
      const after = changed(before, object);
      if (after === before) return before;
      const version = await nextVersion(transaction);
      const type = isDeletionDone(after) ? 'deleted' : 'modified';
      return writeChange(transaction, type, after, version, sealer);
    });
  }

  return {
    async get(key) {
      const row = await kysely
        .selectFrom('cluster.objects')
        .select(['object', 'sealed', 'key_id'])
        .where((e) => e.and(columnsOf(key)))
        .executeTakeFirst();
      return row && objectOf(row, sealer);
    },

    async list(filter) {
      // One statement, so one snapshot: a watch from this version on misses nothing.
      const { rows } = await sql<ListRow>`
        select revision.current, found.*
        from cluster.revision
        left join lateral (
          select "group", kind, namespace, name, object, sealed, key_id
          from cluster.objects
          where ${conditionOf(filter)}
        ) found on true
        order by "group" collate "C", kind collate "C", namespace collate "C", name collate "C"
      `.execute(kysely);
      const items = rows.flatMap((row) => (row.object === null ? [] : [objectOf(row, sealer)]));
      return { items, resourceVersion: rows[0]?.current ?? '0' };
    },

    create(object) {
      const key = keyOf(object);
      return inTransaction(async (transaction) => {
        // The version first: writers queue on it, so that nobody can make the same object between look and insert.
        const version = await nextVersion(transaction);
        if (await exists(transaction, key)) {
          throw new PlatformError('cluster.exists', `${formatKey(key)} exists already.`);
        }
        const birth = { uid: newUid(), now: clock.now(), resourceVersion: version };
        return writeChange(transaction, 'added', createdObject(object, birth), version, sealer);
      });
    },

    update: (object) => change(object, updatedObject),
    updateStatus: (object) => change(object, withStatus),

    delete(key, deletion = {}) {
      return inTransaction(async (transaction) => {
        const object = await lockObject(transaction, key, sealer);
        if (!object) return false;
        if (deletion.uid !== undefined && deletion.uid !== object.metadata.uid) return false;
        const outcome = deletionOf(object, deletion, clock.now());
        if (outcome.kind === 'unchanged') return true;
        const version = await nextVersion(transaction);
        const [type, after] =
          outcome.kind === 'remove'
            ? (['deleted', object] as const)
            : (['modified', outcome.object] as const);
        await writeChange(transaction, type, after, version, sealer);
        return true;
      });
    },

    watch: (filter, since, signal) => watchObjects(database, sealer, filter, since, signal),
  };
}

type ListRow = {
  current: string;
  object: unknown;
  sealed: Buffer | null;
  key_id: string | null;
};

async function exists(transaction: Transaction<Tables>, key: ObjectKey): Promise<boolean> {
  const row = await transaction
    .selectFrom('cluster.objects')
    .select('kind')
    .where((e) => e.and(columnsOf(key)))
    .executeTakeFirst();
  return row !== undefined;
}
