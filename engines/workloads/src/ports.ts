import type { KubeObject, ObjectKey } from '@infraforge/kube';
import type { PropagationPolicy } from './types.ts';

/** Which objects: every member that is given must match. */
export type ObjectFilter = {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Equality on labels. */
  readonly labels?: Readonly<Record<string, string>>;
};

export type ObjectChange = {
  readonly type: 'added' | 'modified' | 'deleted';
  /** The object after the change, or its last state when it was deleted. */
  readonly object: KubeObject;
  readonly resourceVersion: string;
};

export type DeleteOptions = {
  readonly gracePeriodSeconds?: number;
  /** Only the object with this uid. */
  readonly uid?: string;
  /** `Background` unless given. */
  readonly propagationPolicy?: PropagationPolicy;
};

/**
 * The local cluster's API, etcd's part of Kubernetes: objects under optimistic concurrency with one sequence of versions.
 *
 * It keeps Kubernetes' rules of metadata: `uid`, `creationTimestamp` and `generation` are its own; `generation` counts
 * changes of anything but `metadata` and `status`; `update` leaves `status` as it is and `updateStatus` all but it.
 */
export type ObjectStore = {
  get(key: ObjectKey): Promise<KubeObject | undefined>;
  /** In order of key; `resourceVersion` is where a watch goes on from. */
  list(filter: ObjectFilter): Promise<{ items: readonly KubeObject[]; resourceVersion: string }>;
  /** Throws PlatformError `cluster.exists`. */
  create(object: KubeObject): Promise<KubeObject>;
  /**
   * Throws `cluster.not-found`, and `cluster.conflict` when `metadata.resourceVersion` is given and not the current one.
   * Nothing is written and no version is used up when nothing changes. An object whose deletion waited for its
   * finalizers goes when an update empties them.
   */
  update(object: KubeObject): Promise<KubeObject>;
  updateStatus(object: KubeObject): Promise<KubeObject>;
  /**
   * Removes the object. One with finalizers, or a Pod with a grace period above zero, is only marked
   * (`deletionTimestamp`); a Pod goes by `delete` with `gracePeriodSeconds: 0`. Objects that it owns go by garbage
   * collection, not here: with `propagationPolicy: 'Foreground'` it is marked and held until they are gone. False
   * when there was none.
   */
  delete(key: ObjectKey, options?: DeleteOptions): Promise<boolean>;
  /**
   * Changes after `since`, in order, without end until the signal aborts. Throws PlatformError `cluster.gone` when
   * `since` has been pruned: list again and go on from there.
   */
  watch(filter: ObjectFilter, since: string, signal: AbortSignal): AsyncIterable<ObjectChange>;
};
