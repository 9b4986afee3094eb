import type { KubeObject } from '@infraforge/kube';

const scaled = new Set(['Deployment', 'ReplicaSet', 'StatefulSet']);

/**
 * The object as Kubernetes' clients want it: with the defaults that they take for granted (`kubectl describe` dies
 * without `spec.replicas`) and without what only the local cluster knows.
 */
export function presented(object: KubeObject): KubeObject {
  if (scaled.has(object.kind)) return filled(object, { replicas: 1 });
  if (object.kind === 'Service')
    return filled(object, { type: 'ClusterIP', sessionAffinity: 'None' });
  if (object.kind === 'Secret' && object.type === undefined) return { ...object, type: 'Opaque' };
  if (object.kind === 'Namespace') return namespace(object);
  return object;
}

function filled(object: KubeObject, defaults: Readonly<Record<string, unknown>>): KubeObject {
  return { ...object, spec: { ...defaults, ...(object.spec as object | undefined) } };
}

function namespace(object: KubeObject): KubeObject {
  const phase = object.metadata.deletionTimestamp ? 'Terminating' : 'Active';
  return { ...object, status: { ...(object.status as object | undefined), phase } };
}
