import { groupOf, type KubeObject } from '@infraforge/kube';
import { matchesGlob } from '../glob.ts';
import { managerOf } from '../tracking.ts';
import type { AppProject } from '../types.ts';

/** What Kubernetes itself puts into every namespace, and what comes and goes by itself. */
const kubernetesOwn: ReadonlySet<string> = new Set([
  'ServiceAccount default',
  'ConfigMap kube-root-ca.crt',
  'Service kubernetes',
]);
const passing: ReadonlySet<string> = new Set(['Event', 'Endpoints', 'EndpointSlice', 'Lease']);

/**
 * Objects of a namespace that no application manages and no other object has made, where the project asks for them
 * (`spec.orphanedResources`), without those that it ignores. Source: controller/appcontroller.go, util/argo.
 */
export function orphanedResources(
  project: AppProject,
  objects: readonly KubeObject[],
): readonly KubeObject[] {
  const settings = project.spec.orphanedResources;
  if (!settings) return [];
  const ignored = settings.ignore ?? [];
  return objects.filter((object) => {
    const { kind, metadata } = object;
    if (managerOf(object) !== undefined || metadata.ownerReferences?.length) return false;
    if (passing.has(kind) || kubernetesOwn.has(`${kind} ${metadata.name}`)) return false;
    return !ignored.some(
      (entry) =>
        matchesGlob(entry.group || '*', groupOf(object.apiVersion)) &&
        matchesGlob(entry.kind || '*', kind) &&
        matchesGlob(entry.name || '*', metadata.name),
    );
  });
}
