import { managerOf } from '@infraforge/gitops';
import type { Logger } from '@infraforge/kernel';
import { formatKey, type KubeObject, keyOf, type ObjectKey } from '@infraforge/kube';
import { createObjectCache, type ObjectStore, type PropagationPolicy } from '@infraforge/workloads';

/** Milliseconds after which a write that the watch did not show is taken as seen. */
const CATCH_UP_LIMIT = 2000;

/** The cluster as GitOps sees it: a copy that follows the store, and writes that return when the copy shows them. */
export type ClusterView = {
  get(key: ObjectKey): KubeObject | undefined;
  /** The store's own answer, where a stale copy would do harm. */
  read(key: ObjectKey): Promise<KubeObject | undefined>;
  /** Objects of one kind of the group argoproj.io. */
  ofKind(kind: string): readonly KubeObject[];
  managedBy(application: string): readonly KubeObject[];
  inNamespace(namespace: string): readonly KubeObject[];
  create(object: KubeObject): Promise<KubeObject>;
  update(object: KubeObject): Promise<KubeObject>;
  updateStatus(object: KubeObject): Promise<KubeObject>;
  delete(
    key: ObjectKey,
    uid: string | undefined,
    propagationPolicy?: PropagationPolicy,
  ): Promise<boolean>;
  /** Follows the store until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
  /** Resolves when the copy is complete, after `run`. */
  ready(): Promise<void>;
};

export type ClusterViewOptions = {
  readonly objects: ObjectStore;
  readonly logger: Logger;
  readonly onChange: (before: KubeObject | undefined, after: KubeObject | undefined) => void;
};

/** Empty until `run`. */
export function createClusterView({ objects, logger, onChange }: ClusterViewOptions): ClusterView {
  const managed = new Map<string, Map<string, KubeObject>>();
  const waiting = new Set<() => void>();
  let listed = false;
  const cache = createObjectCache({
    objects,
    filter: {},
    logger,
    onChange(before, after) {
      if (before) index(managed, before, false);
      if (after) index(managed, after, true);
      onChange(before, after);
    },
    onListed() {
      listed = true;
      for (const check of waiting) check();
    },
    onVersion() {
      for (const check of waiting) check();
    },
  });

  function until(condition: () => boolean, limit?: number): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = limit === undefined ? undefined : setTimeout(done, limit);
      function done(): void {
        clearTimeout(timer);
        waiting.delete(check);
        resolve();
      }
      function check(): void {
        if (condition()) done();
      }
      waiting.add(check);
    });
  }

  async function seen(object: KubeObject): Promise<KubeObject> {
    const version = Number(object.metadata.resourceVersion);
    await until(() => cache.version() >= version, CATCH_UP_LIMIT);
    return object;
  }

  return {
    get: (key) => cache.get(key),
    read: (key) => objects.get(key),
    ofKind: (kind) => cache.ofKind('argoproj.io', kind),
    inNamespace: (namespace) => cache.inNamespace(namespace),
    managedBy: (application) => [...(managed.get(application)?.values() ?? [])],
    create: async (object) => seen(await objects.create(object)),
    update: async (object) => seen(await objects.update(object)),
    updateStatus: async (object) => seen(await objects.updateStatus(object)),
    async delete(key, uid, propagationPolicy) {
      const deleted = await objects.delete(key, {
        ...(uid !== undefined && { uid }),
        ...(propagationPolicy && { propagationPolicy }),
      });
      await until(() => {
        const now = cache.get(key);
        return !now || now.metadata.uid !== uid || now.metadata.deletionTimestamp !== undefined;
      }, CATCH_UP_LIMIT);
      return deleted;
    },
    run(signal) {
      listed = false;
      return cache.run(signal);
    },
    ready: () => until(() => listed),
  };
}

function index(
  managed: Map<string, Map<string, KubeObject>>,
  object: KubeObject,
  present: boolean,
): void {
  const application = managerOf(object);
  if (application === undefined) return;
  const key = formatKey(keyOf(object));
  const own = managed.get(application) ?? new Map<string, KubeObject>();
  if (present) own.set(key, object);
  else own.delete(key);
  if (own.size > 0) managed.set(application, own);
  else managed.delete(application);
}
