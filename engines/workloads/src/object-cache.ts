import { hasCode, type Logger, messageOf } from '@infraforge/kernel';
import { formatKey, type KubeObject, keyOf, type ObjectKey } from '@infraforge/kube';
import { isSupportedKind } from './cluster-kinds.ts';
import { createObjectIndex, type OwnerIndex } from './object-index.ts';
import type { ObjectFilter, ObjectStore } from './ports.ts';
import { isUsable } from './validate-object.ts';
import { withoutNulls } from './without-nulls.ts';

/** A copy of a part of the store that follows it: always a state the store was really in, perhaps an older one. */
export type ObjectCache = OwnerIndex & {
  get(key: ObjectKey): KubeObject | undefined;
  /** By `formatKey` of its key. */
  find(formattedKey: string): KubeObject | undefined;
  values(): readonly KubeObject[];
  /** Usable objects of one group and kind, in all namespaces or in one. */
  ofKind(group: string, kind: string, namespace?: string): readonly KubeObject[];
  /** All objects of a namespace, usable or not. */
  inNamespace(namespace: string): readonly KubeObject[];
  /** The newest version that was seen. */
  version(): number;
  /** Lists, then follows until the signal aborts; lists again after whatever went wrong. */
  run(signal: AbortSignal): Promise<void>;
};

export type ObjectCacheOptions = {
  readonly objects: Pick<ObjectStore, 'list' | 'watch'>;
  readonly filter: ObjectFilter;
  readonly logger: Logger;
  /** An object came, changed (`before` and `after`) or went (no `after`). */
  readonly onChange: (before: KubeObject | undefined, after: KubeObject | undefined) => void;
  /** The copy is complete; called after each list. */
  readonly onListed?: () => void;
  /** Called with each new version, after `onChange`. */
  readonly onVersion?: (version: number) => void;
  /** Milliseconds before a list is tried again. */
  readonly retryAfter?: number;
};

/** An empty cache; `run` fills it. */
export function createObjectCache(options: ObjectCacheOptions): ObjectCache {
  const index = createObjectIndex();
  let version = 0;

  function put(given: KubeObject): void {
    const object = isSupportedKind(given) ? withoutNulls(given) : given;
    const before = index.find(formatKey(keyOf(object)));
    if (before?.metadata.resourceVersion === object.metadata.resourceVersion) return;
    index.put(object);
    options.onChange(before, object);
  }

  function remove(object: KubeObject): void {
    if (index.remove(object)) options.onChange(object, undefined);
  }

  function advance(resourceVersion: string): void {
    version = Number(resourceVersion);
    options.onVersion?.(version);
  }

  async function list(): Promise<string> {
    const { items, resourceVersion } = await options.objects.list(options.filter);
    const present = new Set(items.map((item) => formatKey(keyOf(item))));
    for (const object of index.values()) {
      if (!present.has(formatKey(keyOf(object)))) remove(object);
    }
    for (const item of items) put(item);
    advance(resourceVersion);
    options.onListed?.();
    return resourceVersion;
  }

  async function follow(signal: AbortSignal): Promise<void> {
    const since = await list();
    for await (const change of options.objects.watch(options.filter, since, signal)) {
      if (change.type === 'deleted') remove(change.object);
      else put(change.object);
      advance(change.resourceVersion);
    }
  }

  return {
    get: (key) => index.find(formatKey(key)),
    find: index.find,
    values: index.values,
    inNamespace: index.inNamespace,
    hasUid: index.hasUid,
    ownedBy: index.ownedBy,
    ofKind: (group, kind, namespace) => index.ofKind(group, kind, namespace).filter(isUsable),
    version: () => version,
    async run(signal) {
      while (!signal.aborted) {
        try {
          await follow(signal);
        } catch (error) {
          if (signal.aborted) return;
          if (!hasCode(error, 'cluster.gone')) {
            options.logger.warn(`The cluster's objects cannot be followed: ${messageOf(error)}`);
            await pause(options.retryAfter ?? 1000, signal);
          }
        }
      }
    },
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
