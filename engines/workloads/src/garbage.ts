import { groupOf, type KubeObject, keyOf } from '@infraforge/kube';
import type { Action } from './types.ts';

/**
 * Deletes what only belongs to objects that are gone: Kubernetes' garbage collection in the background. An object goes
 * when it has owners and none of them is there by uid.
 */
export function collectGarbage(objects: readonly KubeObject[]): readonly Action[] {
  const uids = new Set(objects.map((object) => object.metadata.uid));
  return objects
    .filter(({ metadata }) => {
      const owners = metadata.ownerReferences ?? [];
      const isMarked = metadata.deletionTimestamp !== undefined;
      return owners.length > 0 && !isMarked && !owners.some((owner) => uids.has(owner.uid));
    })
    .map((object) => ({ kind: 'delete', key: keyOf(object), uid: object.metadata.uid }));
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
