import { canonicalJson, PlatformError } from '@infraforge/kernel';
import { formatKey, type KubeObject, keyOf, type ObjectKey } from '@infraforge/kube';
import type { DeleteOptions, ObjectFilter } from './ports.ts';

/** What a store gives to an object that is made. */
export type Birth = { readonly uid: string; readonly now: Date; readonly resourceVersion: string };

/** Kubernetes' default of `spec.terminationGracePeriodSeconds`. */
const DEFAULT_GRACE_SECONDS = 30;

/** The object as a store keeps it when it is made: identity and time are the store's, a status comes later. */
export function createdObject(object: KubeObject, birth: Birth): KubeObject {
  const { status: _status, ...rest } = plain(object);
  const {
    deletionTimestamp: _deletion,
    deletionGracePeriodSeconds: _grace,
    ...metadata
  } = rest.metadata as KubeObject['metadata'];
  return {
    ...rest,
    metadata: {
      ...metadata,
      uid: birth.uid,
      resourceVersion: birth.resourceVersion,
      generation: 1,
      creationTimestamp: kubeTime(birth.now),
    },
  } as KubeObject;
}

/**
 * `current` with everything but its status taken from `next`; `current` itself when that changes nothing. The version
 * of the result is the old one: the store gives it a new one when it writes. Throws `cluster.conflict`.
 */
export function updatedObject(current: KubeObject, next: KubeObject): KubeObject {
  assertFresh(current, next);
  const { status: _status, ...wanted } = plain(next);
  const owned = current.metadata;
  const metadata = {
    ...(wanted.metadata as KubeObject['metadata']),
    uid: owned.uid,
    resourceVersion: owned.resourceVersion,
    creationTimestamp: owned.creationTimestamp,
    generation: owned.generation,
    deletionTimestamp: owned.deletionTimestamp,
    deletionGracePeriodSeconds: owned.deletionGracePeriodSeconds,
  };
  const merged = plain({
    ...wanted,
    metadata,
    ...(current.status === undefined ? {} : { status: current.status }),
  } as KubeObject);
  if (same(merged, current)) return current;
  if (same(body(merged), body(current))) return merged;
  return { ...merged, metadata: { ...merged.metadata, generation: (owned.generation ?? 0) + 1 } };
}

/** `current` with the status of `next`; `current` itself when that changes nothing. Throws `cluster.conflict`. */
export function withStatus(current: KubeObject, next: KubeObject): KubeObject {
  assertFresh(current, next);
  const { status: _status, ...rest } = current;
  const merged = plain({
    ...rest,
    ...(next.status === undefined ? {} : { status: next.status }),
  } as KubeObject);
  return same(merged, current) ? current : merged;
}

/** What a deletion does to an object: takes it away, or marks it until its finalizers and processes are gone. */
export type Deletion =
  | { readonly kind: 'remove' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'mark'; readonly object: KubeObject };

/** Holds an object that is deleted until nothing is left that it owns; Kubernetes' name. */
export const FOREGROUND_FINALIZER = 'foregroundDeletion';

/** Kubernetes' rule of graceful deletion: finalizers hold any object, a grace period holds a Pod. */
export function deletionOf(object: KubeObject, options: DeleteOptions, now: Date): Deletion {
  const grace = graceOf(object, options.gracePeriodSeconds);
  const held = options.propagationPolicy === 'Foreground' ? heldByDependents(object) : object;
  if (grace === 0 && !hasFinalizers(held)) return { kind: 'remove' };
  const { deletionTimestamp, deletionGracePeriodSeconds } = object.metadata;
  const isMarked = deletionTimestamp !== undefined && (deletionGracePeriodSeconds ?? 0) <= grace;
  if (isMarked) return held === object ? { kind: 'unchanged' } : { kind: 'mark', object: held };
  const metadata = {
    ...held.metadata,
    deletionTimestamp: kubeTime(new Date(now.getTime() + grace * 1000)),
    deletionGracePeriodSeconds: grace,
  };
  return { kind: 'mark', object: { ...object, metadata } };
}

/** True for an object whose deletion has nothing left to wait for. */
export function isDeletionDone(object: KubeObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds } = object.metadata;
  return (
    deletionTimestamp !== undefined &&
    (deletionGracePeriodSeconds ?? 0) === 0 &&
    !hasFinalizers(object)
  );
}

/** True when every given member of the filter matches. */
export function matchesFilter(object: KubeObject, filter: ObjectFilter): boolean {
  const key = keyOf(object);
  return (
    (filter.group === undefined || filter.group === key.group) &&
    (filter.kind === undefined || filter.kind === key.kind) &&
    (filter.namespace === undefined || filter.namespace === key.namespace) &&
    (filter.name === undefined || filter.name === key.name) &&
    Object.entries(filter.labels ?? {}).every(
      ([name, value]) => object.metadata.labels?.[name] === value,
    )
  );
}

/** The order of `ObjectStore.list`: group, kind, namespace, name by code unit. */
export function compareKeys(left: ObjectKey, right: ObjectKey): number {
  return (
    compare(left.group, right.group) ||
    compare(left.kind, right.kind) ||
    compare(left.namespace, right.namespace) ||
    compare(left.name, right.name)
  );
}

/** Kubernetes' `metav1.Time`: RFC 3339 in UTC to the second. */
export function kubeTime(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function assertFresh(current: KubeObject, next: KubeObject): void {
  const { resourceVersion, uid } = next.metadata;
  const isStale =
    resourceVersion !== undefined && resourceVersion !== current.metadata.resourceVersion;
  const isOther = uid !== undefined && uid !== current.metadata.uid;
  if (!isStale && !isOther) return;
  throw new PlatformError(
    'cluster.conflict',
    isOther
      ? `${formatKey(keyOf(current))} is another object than the one that was read: it was deleted and made again.`
      : `${formatKey(keyOf(current))} has changed since it was read (version ${current.metadata.resourceVersion}, not ${resourceVersion}).`,
    { retryable: true, hint: 'Read it again and repeat the change on what stands there now.' },
  );
}

function graceOf(object: KubeObject, asked: number | undefined): number {
  if (groupAndKind(object) !== '/Pod') return 0;
  if (asked !== undefined) return Math.max(0, asked);
  const spec = object.spec as { terminationGracePeriodSeconds?: number } | undefined;
  return spec?.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
}

function heldByDependents(object: KubeObject): KubeObject {
  const { finalizers = [] } = object.metadata;
  if (finalizers.includes(FOREGROUND_FINALIZER)) return object;
  const metadata = { ...object.metadata, finalizers: [...finalizers, FOREGROUND_FINALIZER] };
  return { ...object, metadata };
}

function groupAndKind(object: KubeObject): string {
  const { group, kind } = keyOf(object);
  return `${group}/${kind}`;
}

function hasFinalizers(object: KubeObject): boolean {
  return (object.metadata.finalizers?.length ?? 0) > 0;
}

/** All but what `generation` does not count. */
function body(object: KubeObject): unknown {
  const { metadata: _metadata, status: _status, ...rest } = object;
  return rest;
}

function same(left: unknown, right: unknown): boolean {
  return canonicalJson(left) === canonicalJson(right);
}

/** What JSON keeps of it: a copy without `undefined` members. */
function plain(object: KubeObject): KubeObject {
  return JSON.parse(JSON.stringify(object)) as KubeObject;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
