import { type KubeObject, keyOf } from '@infraforge/kube';
import { createObjectIndex, type OwnerIndex } from './object-index.ts';
import { FOREGROUND_FINALIZER } from './object-rules.ts';
import type { Action } from './types.ts';

/**
 * Kubernetes' garbage collection. An object goes when it has owners and none of them is there by uid; one that is
 * deleted in the foreground waits until all that it owns is gone, which is deleted first. `index` knows the whole
 * cluster, of which `objects` may be the part that has changed.
 */
export function collectGarbage(
  objects: readonly KubeObject[],
  index: OwnerIndex = createObjectIndex(objects),
): readonly Action[] {
  return objects.flatMap((object): readonly Action[] => {
    const { deletionTimestamp, finalizers = [], ownerReferences: owners = [] } = object.metadata;
    if (deletionTimestamp !== undefined) {
      return finalizers.includes(FOREGROUND_FINALIZER) ? deleteDependents(object, index) : [];
    }
    const isOrphan = owners.length > 0 && !owners.some(({ uid }) => index.hasUid(uid));
    return isOrphan ? [{ kind: 'delete', key: keyOf(object), uid: object.metadata.uid }] : [];
  });
}

/** Whoever owns something itself goes in the foreground too, so that the last to go is the first owner. */
function deleteDependents(owner: KubeObject, index: OwnerIndex): readonly Action[] {
  const own = index.ownedBy(owner.metadata.uid ?? '');
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
      ...(index.ownedBy(object.metadata.uid ?? '').length > 0 && {
        propagationPolicy: 'Foreground' as const,
      }),
    }));
}
