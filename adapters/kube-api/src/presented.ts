import { withDefaults } from '@infraforge/gitops';
import type { KubeObject } from '@infraforge/kube';

/**
 * The object as Kubernetes' clients want it: with the defaults that its API server would have filled in. The store
 * keeps what was applied; `kubectl describe` dies of a Deployment without `spec.replicas`.
 */
export function presented(object: KubeObject): KubeObject {
  if (object.kind === 'Pod' && object.status === undefined) {
    return withDefaults({ ...object, status: { phase: 'Pending' } });
  }
  if (object.kind !== 'Namespace') return withDefaults(object);
  const phase = object.metadata.deletionTimestamp ? 'Terminating' : 'Active';
  return { ...object, status: { ...(object.status as object | undefined), phase } };
}
