import { PlatformError } from '@infraforge/kernel';
import type { ObjectChange, ObjectFilter } from '@infraforge/workloads';
import { sql } from 'kysely';
import type { Database } from '../database/open-database.ts';
import { conditionOf } from './filter-objects.ts';
import type { Sealer } from './sealing.ts';
import { CHANGES_CHANNEL, objectOf } from './write-object.ts';

const PAGE = 500;
/** A notification that was lost costs at most this; it also keeps an idle watch ahead of the pruning. */
const SAFETY_POLL_MILLISECONDS = 15_000;
const RETRY_MILLISECONDS = 500;

type Page = { readonly changes: readonly ObjectChange[]; readonly seen: string };

type PageRow = {
  current: string;
  pruned: string;
  resource_version: string | null;
  type: ObjectChange['type'];
  object: unknown;
  sealed: Buffer | null;
  key_id: string | null;
};

/** `ObjectStore.watch`: pages of changes, woken by notifications. A lost database is waited for. */
export async function* watchObjects(
  database: Database,
  sealer: Sealer,
  filter: ObjectFilter,
  since: string,
  signal: AbortSignal,
): AsyncIterable<ObjectChange> {
  const bell = createBell(signal);
  const unsubscribe = database.listener.subscribe(CHANGES_CHANNEL, (notice) => {
    if (concerns(notice, filter)) bell.ring();
  });
  let seen = since;
  try {
    while (!signal.aborted) {
      const page = await readPage(database, sealer, filter, seen).catch((error: unknown) => {
        if (isPermanent(error)) throw error;
        return undefined;
      });
      for (const change of page?.changes ?? []) {
        if (signal.aborted) return;
        yield change;
      }
      seen = page?.seen ?? seen;
      if (page && page.changes.length === PAGE) continue;
      await bell.wait(page ? SAFETY_POLL_MILLISECONDS : RETRY_MILLISECONDS);
    }
  } finally {
    unsubscribe();
    bell.close();
  }
}

/** One statement, so one snapshot: the changes, where they end, and from where on they are complete. */
async function readPage(
  database: Database,
  sealer: Sealer,
  filter: ObjectFilter,
  since: string,
): Promise<Page> {
  const { rows } = await sql<PageRow>`
    select revision.current, revision.pruned, found.*
    from cluster.revision
    left join lateral (
      select resource_version, type, object, sealed, key_id
      from cluster.changes
      where resource_version > ${since}::bigint and ${conditionOf(filter)}
      order by resource_version
      limit ${sql.lit(PAGE)}
    ) found on true
    order by found.resource_version
  `.execute(database.kysely);
  const first = rows[0];
  if (first && BigInt(since) < BigInt(first.pruned)) throw gone(since);
  const changes = rows.flatMap((row): ObjectChange[] =>
    row.resource_version === null
      ? []
      : [
          {
            type: row.type,
            object: objectOf(row, sealer),
            resourceVersion: row.resource_version,
          },
        ],
  );
  const last = changes.at(-1)?.resourceVersion;
  const seen = changes.length === PAGE ? last : first?.current;
  return { changes, seen: seen ?? since };
}

function concerns(notice: string | undefined, filter: ObjectFilter): boolean {
  if (notice === undefined) return true;
  const [, group, kind, namespace] = JSON.parse(notice) as [string, string, string, string];
  return (
    (filter.group ?? group) === group &&
    (filter.kind ?? kind) === kind &&
    (filter.namespace ?? namespace) === namespace
  );
}

/** Our own errors stay as they are; anything else comes from the connection and may pass. */
function isPermanent(error: unknown): boolean {
  return error instanceof PlatformError;
}

function gone(since: string): PlatformError {
  return new PlatformError(
    'cluster.gone',
    `Changes after version ${since} are not all kept any more.`,
    { retryable: true, hint: 'List again and watch from the version of that list.' },
  );
}

/** Wakes the one who waits; a ring while nobody waits is remembered. */
function createBell(signal: AbortSignal): {
  ring(): void;
  wait(milliseconds: number): Promise<void>;
  close(): void;
} {
  let isRung = false;
  let wake: (() => void) | undefined;
  const ring = () => {
    isRung = true;
    wake?.();
  };
  signal.addEventListener('abort', ring);
  return {
    ring,
    async wait(milliseconds) {
      if (!isRung && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = undefined;
      isRung = false;
    },
    close: () => signal.removeEventListener('abort', ring),
  };
}
