import { type Clock, PlatformError } from '@infraforge/kernel';
import { formatKey, type KubeObject, keyOf, type ObjectKey } from '@infraforge/kube';
import {
  compareKeys,
  createdObject,
  deletionOf,
  isDeletionDone,
  matchesFilter,
  updatedObject,
  withStatus,
} from './object-rules.ts';
import type { ObjectChange, ObjectFilter, ObjectStore } from './ports.ts';

export type MemoryObjectStoreOptions = {
  readonly clock: Clock;
  /** Uids of new objects; counted ones when left out. */
  readonly newUid?: () => string;
  /** Changes kept for watches; a watch from before them gets `cluster.gone`. */
  readonly history?: number;
};

/**
 * The ObjectStore in memory, with the rules of the one on PostgreSQL (tools/testkit has the suite that both run): for
 * tests and dry runs. What goes in and out is copied.
 */
export function memoryObjectStore(options: MemoryObjectStoreOptions): ObjectStore {
  const objects = new Map<string, KubeObject>();
  const changes: ObjectChange[] = [];
  const wakers = new Set<() => void>();
  const limit = options.history ?? 10_000;
  let version = 0;
  let made = 0;
  let pruned = 0;

  function newUid(): string {
    made += 1;
    return options.newUid?.() ?? `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
  }

  function record(type: ObjectChange['type'], object: KubeObject): KubeObject {
    version += 1;
    const resourceVersion = String(version);
    const stamped = { ...object, metadata: { ...object.metadata, resourceVersion } };
    if (type === 'deleted') objects.delete(formatKey(keyOf(stamped)));
    else objects.set(formatKey(keyOf(stamped)), stamped);
    changes.push({ type, object: stamped, resourceVersion });
    if (changes.length > limit) pruned = Number(changes.shift()?.resourceVersion);
    for (const wake of wakers) wake();
    return copy(stamped);
  }

  function current(key: ObjectKey): KubeObject {
    const object = objects.get(formatKey(key));
    if (object) return object;
    throw new PlatformError('cluster.not-found', `There is no ${formatKey(key)}.`);
  }

  function write(before: KubeObject, after: KubeObject): KubeObject {
    if (after === before) return copy(before);
    return record(isDeletionDone(after) ? 'deleted' : 'modified', after);
  }

  return {
    async get(key) {
      const object = objects.get(formatKey(key));
      return object && copy(object);
    },

    async list(filter) {
      const items = [...objects.values()]
        .filter((object) => matchesFilter(object, filter))
        .sort((left, right) => compareKeys(keyOf(left), keyOf(right)))
        .map(copy);
      return { items, resourceVersion: String(version) };
    },

    async create(object) {
      const key = keyOf(object);
      if (objects.has(formatKey(key))) {
        throw new PlatformError('cluster.exists', `${formatKey(key)} exists already.`);
      }
      const birth = { uid: newUid(), now: options.clock.now(), resourceVersion: '' };
      return record('added', createdObject(object, birth));
    },

    async update(object) {
      const before = current(keyOf(object));
      return write(before, updatedObject(before, object));
    },

    async updateStatus(object) {
      const before = current(keyOf(object));
      return write(before, withStatus(before, object));
    },

    async delete(key, deletion = {}) {
      const object = objects.get(formatKey(key));
      if (!object || (deletion.uid !== undefined && deletion.uid !== object.metadata.uid)) {
        return false;
      }
      const outcome = deletionOf(object, deletion, options.clock.now());
      if (outcome.kind === 'remove') record('deleted', object);
      if (outcome.kind === 'mark') record('modified', outcome.object);
      return true;
    },

    async *watch(filter: ObjectFilter, since: string, signal: AbortSignal) {
      let seen = Number(since);
      while (!signal.aborted) {
        if (seen < pruned) throw gone(since);
        const fresh = changes.filter((change) => Number(change.resourceVersion) > seen);
        if (fresh.length === 0) await nextChange(wakers, signal);
        for (const change of fresh) {
          if (signal.aborted) return;
          seen = Number(change.resourceVersion);
          if (matchesFilter(change.object, filter)) {
            yield { ...change, object: copy(change.object) };
          }
        }
      }
    },
  };
}

function nextChange(wakers: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      wakers.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    wakers.add(wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}

function gone(since: string): PlatformError {
  return new PlatformError(
    'cluster.gone',
    `Changes after version ${since} are not all kept any more.`,
    { retryable: true, hint: 'List again and watch from the version of that list.' },
  );
}

function copy(object: KubeObject): KubeObject {
  return structuredClone(object);
}
