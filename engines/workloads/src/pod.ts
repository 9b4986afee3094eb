import type { KubeObject } from '@infraforge/kube';
import { LOCAL_NODE } from './pod-template.ts';
import type { Outcome, Pod } from './types.ts';

/** Assigns a pod that nobody assigned to the one node. */
export function reconcilePod(pod: Pod): Outcome {
  if (pod.spec.nodeName || pod.metadata.deletionTimestamp) return { actions: [] };
  const spec = { ...pod.spec, nodeName: LOCAL_NODE };
  return { actions: [{ kind: 'update', object: { ...pod, spec } as KubeObject }] };
}
