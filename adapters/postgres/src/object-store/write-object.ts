import { type KubeObject, keyOf, type ObjectKey } from '@infraforge/kube';
import type { ObjectChange } from '@infraforge/workloads';
import { type Insertable, type Selectable, sql, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Sealer } from './sealing.ts';

export const CHANGES_CHANNEL = 'cluster_changes';

/** Changes kept for watches that are behind; a watch from before them lists again. */
const KEPT_CHANGES = 20_000;
const PRUNE_EVERY = 1_000;

type Row = Pick<Selectable<Tables['cluster.objects']>, 'object' | 'sealed' | 'key_id'>;

/** The object of a row, with its secret members. */
export function objectOf(row: Row, sealer: Sealer): KubeObject {
  return sealer.open({ object: row.object as KubeObject, sealed: row.sealed, keyId: row.key_id });
}

/** A key as a condition: just its four members, whatever else the caller's value carries. */
export function columnsOf({ group, kind, namespace, name }: ObjectKey): ObjectKey {
  return { group, kind, namespace, name };
}

/** The object, locked until the transaction ends. */
export async function lockObject(
  transaction: Transaction<Tables>,
  key: ObjectKey,
  sealer: Sealer,
): Promise<KubeObject | undefined> {
  const row = await transaction
    .selectFrom('cluster.objects')
    .select(['object', 'sealed', 'key_id'])
    .where((e) => e.and(columnsOf(key)))
    .forUpdate()
    .executeTakeFirst();
  return row && objectOf(row, sealer);
}

/**
 * Takes the next version for this transaction. The row stays locked until it ends, so versions become visible in their
 * order: a watch that has seen one never misses a smaller one that is committed later.
 */
export async function nextVersion(transaction: Transaction<Tables>): Promise<string> {
  const { current } = await transaction
    .updateTable('cluster.revision')
    .set({ current: sql`current + 1` })
    .returning('current')
    .executeTakeFirstOrThrow();
  return current;
}

/** Writes one change of an object at its version, tells the watches, and returns the object as it stands now. */
export async function writeChange(
  transaction: Transaction<Tables>,
  type: ObjectChange['type'],
  object: KubeObject,
  version: string,
  sealer: Sealer,
): Promise<KubeObject> {
  const stamped = { ...object, metadata: { ...object.metadata, resourceVersion: version } };
  const key = keyOf(stamped);
  const row = rowOf(stamped, version, sealer);
  if (type === 'deleted') {
    await transaction
      .deleteFrom('cluster.objects')
      .where((e) => e.and(columnsOf(key)))
      .execute();
  } else if (type === 'added') {
    await transaction.insertInto('cluster.objects').values(row).execute();
  } else {
    const { group: _g, kind: _k, namespace: _ns, name: _n, ...rest } = row;
    await transaction
      .updateTable('cluster.objects')
      .set(rest)
      .where((e) => e.and(columnsOf(key)))
      .execute();
  }
  await transaction
    .insertInto('cluster.changes')
    .values({ ...row, type })
    .execute();
  const notice = JSON.stringify([version, key.group, key.kind, key.namespace]);
  await sql`select pg_notify(${CHANGES_CHANNEL}, ${notice})`.execute(transaction);
  if (BigInt(version) % BigInt(PRUNE_EVERY) === 0n) {
    await forgetChanges(transaction, BigInt(version) - BigInt(KEPT_CHANGES));
  }
  return stamped;
}

/** Forgets the changes up to a version. */
export async function forgetChanges(transaction: Transaction<Tables>, upTo: bigint): Promise<void> {
  if (upTo <= 0n) return;
  await transaction
    .deleteFrom('cluster.changes')
    .where('resource_version', '<=', String(upTo))
    .execute();
  await transaction
    .updateTable('cluster.revision')
    .set({ pruned: sql`greatest(pruned, ${String(upTo)}::bigint)` })
    .execute();
}

function rowOf(
  object: KubeObject,
  version: string,
  sealer: Sealer,
): Insertable<Tables['cluster.objects']> {
  const { object: clear, sealed, keyId } = sealer.seal(object);
  return {
    ...keyOf(object),
    resource_version: version,
    labels: JSON.stringify(object.metadata.labels ?? {}),
    object: JSON.stringify(clear),
    sealed,
    key_id: keyId,
  };
}
