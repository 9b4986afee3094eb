import type { KubeObject } from '@infraforge/kube';

/** The annotation that numbers the ReplicaSets of a Deployment; the highest is the current one. */
export const REVISION_ANNOTATION = 'deployment.kubernetes.io/revision';

/** The revision number of a ReplicaSet, zero when it has none. */
export function revisionOf(set: KubeObject): number {
  return Number(set.metadata.annotations?.[REVISION_ANNOTATION] ?? 0) || 0;
}
