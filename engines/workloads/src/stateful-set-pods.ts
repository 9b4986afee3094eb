import type { KubeObject } from '@infraforge/kube';
import { controllerReference } from './labels.ts';
import { POD_ADDRESS_ANNOTATION } from './pod-address.ts';
import { podFrom } from './pod-template.ts';
import type { StatefulSet } from './stateful-set-types.ts';
import type { Pod, PodTemplate } from './types.ts';
import type { PersistentVolumeClaim } from './volume-types.ts';

/** The label that says which template a pod was made of. */
export const REVISION_LABEL = 'controller-revision-hash';

/** The ordinal in a pod's name; undefined for a name that is not of this StatefulSet. */
export function ordinalOf(set: StatefulSet, pod: KubeObject): number | undefined {
  const prefix = `${set.metadata.name}-`;
  const { name } = pod.metadata;
  const digits = name.startsWith(prefix) ? name.slice(prefix.length) : '';
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

/** The pod of an ordinal: its name, host name and claims are always the same. */
export function statefulPod(
  set: StatefulSet,
  ordinal: number,
  of: { readonly template: PodTemplate; readonly revision: string; readonly address: string },
): Pod {
  const name = `${set.metadata.name}-${ordinal}`;
  const { serviceName, volumeClaimTemplates = [] } = set.spec;
  const own = new Set(volumeClaimTemplates.map(({ metadata }) => metadata.name));
  const volumes = [
    ...(of.template.spec.volumes ?? []).filter((volume) => !own.has(volume.name)),
    ...claimsOf(set, ordinal).map(({ metadata }, index) => ({
      name: volumeClaimTemplates[index]?.metadata.name ?? '',
      persistentVolumeClaim: { claimName: metadata.name },
    })),
  ];
  return podFrom(set, of.template, {
    name,
    labels: {
      'statefulset.kubernetes.io/pod-name': name,
      'apps.kubernetes.io/pod-index': String(ordinal),
      [REVISION_LABEL]: of.revision,
    },
    ...(serviceName ? { annotations: { [POD_ADDRESS_ANNOTATION]: of.address } } : {}),
    spec: {
      hostname: name,
      ...(serviceName ? { subdomain: serviceName } : {}),
      ...(volumes.length > 0 ? { volumes } : {}),
    },
  });
}

/** The claims of an ordinal, `<template>-<set>-<ordinal>`, in the order of the templates. */
export function claimsOf(set: StatefulSet, ordinal: number): readonly PersistentVolumeClaim[] {
  const goesWithSet =
    set.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete' &&
    set.metadata.uid !== undefined;
  return (set.spec.volumeClaimTemplates ?? []).map((template) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: `${template.metadata.name}-${set.metadata.name}-${ordinal}`,
      namespace: set.metadata.namespace ?? '',
      labels: { ...template.metadata.labels, ...set.spec.selector.matchLabels },
      ...(template.metadata.annotations ? { annotations: template.metadata.annotations } : {}),
      ...(goesWithSet ? { ownerReferences: [controllerReference(set)] } : {}),
    },
    spec: template.spec,
  }));
}

/** The ordinal of a claim that a StatefulSet made, undefined for any other. */
export function claimOrdinal(set: StatefulSet, claim: KubeObject): number | undefined {
  for (const { metadata } of set.spec.volumeClaimTemplates ?? []) {
    const prefix = `${metadata.name}-${set.metadata.name}-`;
    const { name } = claim.metadata;
    const digits = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    if (/^\d+$/.test(digits)) return Number(digits);
  }
  return undefined;
}
