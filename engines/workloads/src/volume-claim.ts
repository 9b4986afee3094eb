import { canonicalJson } from '@infraforge/kernel';
import type { ObjectKey } from '@infraforge/kube';
import type { Outcome, Pod } from './types.ts';
import type { PersistentVolumeClaim } from './volume-types.ts';

/** Kubernetes' finalizer: a claim stays while a pod uses it. */
const PROTECTION = 'kubernetes.io/pvc-protection';

/** Binds a claim to the directory that the kubelet makes for it, and holds it while a pod of `pods` uses it. */
export function reconcileClaim(claim: PersistentVolumeClaim, pods: readonly Pod[]): Outcome {
  const { deletionTimestamp, finalizers = [], name, uid } = claim.metadata;
  const isHeld = finalizers.includes(PROTECTION);
  if (deletionTimestamp) {
    const isUsed = pods.some((pod) => claimNames(pod).includes(name));
    if (isUsed || !isHeld) return { actions: [] };
    const rest = finalizers.filter((finalizer) => finalizer !== PROTECTION);
    const metadata = { ...claim.metadata, finalizers: rest };
    return { actions: [{ kind: 'update', object: { ...claim, metadata } }] };
  }
  const volumeName = claim.spec.volumeName ?? `pvc-${uid}`;
  const metadata = isHeld
    ? claim.metadata
    : { ...claim.metadata, finalizers: [...finalizers, PROTECTION] };
  const bound = { ...claim, metadata, spec: { ...claim.spec, volumeName } };
  const status = {
    phase: 'Bound',
    accessModes: claim.spec.accessModes ?? [],
    capacity: claim.spec.resources?.requests ?? {},
  };
  return {
    actions: [
      ...(isHeld && claim.spec.volumeName ? [] : [{ kind: 'update', object: bound } as const]),
      ...(canonicalJson(status) === canonicalJson(claim.status)
        ? []
        : [{ kind: 'updateStatus', object: { ...claim, status } } as const]),
    ],
  };
}

/** The claims that a pod's volumes name, unless it has ended. */
export function claimNames({ spec, status }: Pod): readonly string[] {
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed') return [];
  return (spec.volumes ?? []).flatMap((volume) => volume.persistentVolumeClaim?.claimName ?? []);
}

/** The keys of the claims that a pod names. */
export function claimKeys(pod: Pod): readonly ObjectKey[] {
  const { namespace = '' } = pod.metadata;
  return (pod.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
    persistentVolumeClaim
      ? [
          {
            group: '',
            kind: 'PersistentVolumeClaim',
            namespace,
            name: persistentVolumeClaim.claimName,
          },
        ]
      : [],
  );
}
