import { type Clock, type Logger, messageOf } from '@infraforge/kernel';
import { formatKey, type KubeObject, keyOf } from '@infraforge/kube';
import {
  collectGarbage,
  createObjectCache,
  type EventNote,
  eventAction,
  isSupportedKind,
  isUsable,
  type ObjectStore,
  type Outcome,
} from '@infraforge/workloads';
import { carryOut } from './carry-out.ts';
import { type PodUsages, reconcileObject } from './reconcile-object.ts';
import { ownerKeys, relatedKeys } from './related-keys.ts';
import { createWorkQueue } from './work-queue.ts';

export type ClusterControllerOptions = {
  readonly objects: ObjectStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where the local cluster's ingress listens. */
  readonly ingress?: { readonly ip: string; readonly port: number };
  /** Cores that a pod uses, as the kubelet measured them last: what autoscaling goes by. */
  cpuUsage?(podUid: string): Promise<number | undefined>;
};

/** The ingress' port when the installation is not shifted. */
const DEFAULT_INGRESS = { ip: '127.0.0.1', port: 8880 };

export type ClusterControllers = {
  /** Works until the signal aborts. */
  start(signal: AbortSignal): Promise<void>;
};

/** Before the key of an object that may be garbage now. */
const GARBAGE = 'garbage ';

/** Milliseconds after a step that failed, and after one whose effect the watch did not show. */
const RETRY_AFTER = 1000;
const CATCH_UP_LIMIT = 2000;

/**
 * The controllers of the local cluster: follow the store, take one object at a time, ask the pure controllers for its
 * step and carry it out. What they know is a state that the store was in; a step is taken only once that state shows
 * all earlier steps, so that nothing is done twice, and a controller that is killed anywhere goes on from the store.
 */
export function createClusterControllers(options: ClusterControllerOptions): ClusterControllers {
  const { objects, clock, logger, ingress = DEFAULT_INGRESS } = options;
  const queue = createWorkQueue(() => clock.now().getTime());
  const waiting = new Set<{ readonly version: number; readonly resolve: () => void }>();
  const cache = createObjectCache({
    objects,
    filter: {},
    logger,
    onChange(before, after) {
      const object = after ?? before;
      if (!object) return;
      for (const key of relatedKeys(object, cache)) queue.add(key);
      for (const key of garbageKeys(object, after)) queue.add(key);
    },
    onVersion(version) {
      for (const waiter of waiting) {
        if (waiter.version <= version) waiter.resolve();
      }
    },
  });
  async function caughtUp(version: number): Promise<void> {
    if (cache.version() >= version) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, CATCH_UP_LIMIT);
      const waiter = { version, resolve: done };
      function done(): void {
        clearTimeout(timer);
        waiting.delete(waiter);
        resolve();
      }
      waiting.add(waiter);
    });
  }

  /** Only autoscaling asks for it. */
  async function usageFor({ kind, metadata }: KubeObject): Promise<PodUsages> {
    const usage = new Map<string, number>();
    if (kind !== 'HorizontalPodAutoscaler' || !options.cpuUsage) return usage;
    for (const pod of cache.ofKind('', 'Pod', metadata.namespace)) {
      const { uid } = pod.metadata;
      const cores = uid === undefined ? undefined : await options.cpuUsage(uid);
      if (uid !== undefined && cores !== undefined) usage.set(uid, cores);
    }
    return usage;
  }

  async function outcomeOf(key: string): Promise<Outcome> {
    if (key.startsWith(GARBAGE)) {
      const object = cache.find(key.slice(GARBAGE.length));
      return { actions: object ? collectGarbage([object], cache) : [] };
    }
    const object = cache.find(key);
    if (!object || !isSupportedKind(object) || !isUsable(object)) return { actions: [] };
    const usage = await usageFor(object);
    return reconcileObject(object, { cache, settings: { ingress }, usage, now: clock.now() });
  }

  /** What may have to go after this change: the object, what it owns, and owners that waited for it. */
  function garbageKeys(object: KubeObject, after: KubeObject | undefined): readonly string[] {
    const { deletionTimestamp, ownerReferences = [], uid = '' } = object.metadata;
    const owners = after ? [] : ownerKeys(object);
    const owned = after ? [] : cache.ownedBy(uid).map((each) => formatKey(keyOf(each)));
    const own = deletionTimestamp || ownerReferences.length > 0 ? [formatKey(keyOf(object))] : [];
    return [...own, ...owned, ...owners].map((key) => `${GARBAGE}${key}`);
  }

  /** An event that cannot be written is no reason to repeat the step that it tells of. */
  async function record(note: EventNote): Promise<void> {
    try {
      const component = componentOf(note.about);
      await carryOut(objects, eventAction(note, cache.get, component, clock.now()));
    } catch (error) {
      logger.warn(`An event of ${note.about.metadata.name} is lost: ${messageOf(error)}`);
    }
  }

  async function step(key: string): Promise<void> {
    const { actions, wakeAt, events = [] } = await outcomeOf(key);
    for (const action of actions) {
      const version = await carryOut(objects, action);
      if (version !== undefined) await caughtUp(version);
    }
    for (const note of events) await record(note);
    if (wakeAt) queue.addAt(key, wakeAt.getTime());
  }

  return {
    async start(signal) {
      const following = cache.run(signal);
      for (;;) {
        const key = await queue.next(signal);
        if (key === undefined) break;
        try {
          await step(key);
        } catch (error) {
          if (signal.aborted) break;
          logger.warn(`The cluster's controllers will try ${key} again: ${messageOf(error)}`);
          queue.addAt(key, clock.now().getTime() + RETRY_AFTER);
        }
      }
      await following;
    },
  };
}

/** The name under which Kubernetes' controller of this kind writes its events. */
function componentOf({ kind }: KubeObject): string {
  return `${kind.toLowerCase()}-controller`;
}
