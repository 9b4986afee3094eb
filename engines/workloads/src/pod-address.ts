import type { KubeObject } from '@infraforge/kube';
import type { Pod } from './types.ts';

/**
 * The address of a pod that has a name of its own, as those of a StatefulSet: pods of the local cluster share one
 * network, so that a name needs an address that leads to the pod's ports.
 */
export const POD_ADDRESS_ANNOTATION = 'infraforge.io/address';

/** The address of a pod of its own, if it has one. */
export function addressOf(pod: KubeObject): string | undefined {
  return pod.metadata.annotations?.[POD_ADDRESS_ANNOTATION];
}

/** `web-0.web`, the name of the pod below its namespace; undefined for a pod that has no such name. */
export function stableName({ spec }: Pod): string | undefined {
  return spec.hostname && spec.subdomain ? `${spec.hostname}.${spec.subdomain}` : undefined;
}
