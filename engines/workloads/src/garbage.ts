import { groupOf, type KubeObject, keyOf } from '@infraforge/kube';
import { FOREGROUND_FINALIZER } from './object-rules.ts';
import type { Action } from './types.ts';

/**
 * Kubernetes' garbage collection. An object goes when it has owners and none of them is there by uid; one that is
 * deleted in the foreground waits until all that it owns is gone, which is deleted first.
 */
export function collectGarbage(objects: readonly KubeObject[]): readonly Action[] {
  const uids = new Set(objects.map((object) => object.metadata.uid));
  const dependents = dependentsByOwner(objects);
  return objects.flatMap((object): readonly Action[] => {
    const { deletionTimestamp, finalizers = [], ownerReferences: owners = [] } = object.metadata;
    if (deletionTimestamp !== undefined) {
      return finalizers.includes(FOREGROUND_FINALIZER) ? deleteDependents(object, dependents) : [];
    }
    const isOrphan = owners.length > 0 && !owners.some((owner) => uids.has(owner.uid));
    return isOrphan ? [{ kind: 'delete', key: keyOf(object), uid: object.metadata.uid }] : [];
  });
}

type Dependents = ReadonlyMap<string | undefined, readonly KubeObject[]>;

function dependentsByOwner(objects: readonly KubeObject[]): Dependents {
  const found = new Map<string, KubeObject[]>();
  for (const object of objects) {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      found.set(uid, [...(found.get(uid) ?? []), object]);
    }
  }
  return found;
}

/** Whoever owns something itself goes in the foreground too, so that the last to go is the first owner. */
function deleteDependents(owner: KubeObject, dependents: Dependents): readonly Action[] {
  const own = dependents.get(owner.metadata.uid) ?? [];
  if (own.length === 0) {
    const finalizers = owner.metadata.finalizers?.filter((name) => name !== FOREGROUND_FINALIZER);
    const metadata = { ...owner.metadata, ...(finalizers && { finalizers }) };
    return [{ kind: 'update', object: { ...owner, metadata } }];
  }
  return own
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map((object) => ({
      kind: 'delete',
      key: keyOf(object),
      uid: object.metadata.uid,
      ...(dependents.has(object.metadata.uid) && { propagationPolicy: 'Foreground' as const }),
    }));
}

/** True for kinds whose objects the local cluster works on: all others are kept and left alone. */
export function isSupportedKind(object: KubeObject): boolean {
  return SUPPORTED.has(`${groupOf(object.apiVersion)}/${object.kind}`);
}

const SUPPORTED = new Set([
  '/ConfigMap',
  '/Namespace',
  '/Pod',
  '/Secret',
  '/Service',
  'apps/Deployment',
  'apps/ReplicaSet',
  'autoscaling/HorizontalPodAutoscaler',
  'networking.k8s.io/Ingress',
]);
