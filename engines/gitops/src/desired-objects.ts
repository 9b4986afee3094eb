import type { Problem } from '@infraforge/kernel';
import { formatKey, groupOf, type KubeObject, keyOf, scopeOf } from '@infraforge/kube';
import { stamp } from './tracking.ts';

export type DesiredObjects = {
  readonly objects: readonly KubeObject[];
  /** Objects that stand in the source more than once: the last one counts (`RepeatedResourceWarning`). */
  readonly repeated: readonly Problem[];
};

/**
 * The manifests of an application as they go into the cluster: in the destination namespace where they name none,
 * without one where they are cluster-scoped, each once, and stamped with the application that manages it.
 */
export function desiredObjects(
  application: string,
  namespace: string,
  manifests: readonly KubeObject[],
): DesiredObjects {
  const byKey = new Map<string, KubeObject>();
  const repeated: Problem[] = [];
  for (const manifest of manifests) {
    const object = placed(manifest, namespace);
    const id = object.metadata.name ? formatKey(keyOf(object)) : `generated ${byKey.size}`;
    if (byKey.has(id)) {
      const message = `Resource ${id} appeared 2 times among application resources.`;
      repeated.push({ code: 'gitops.repeated-resource', message });
      byKey.delete(id);
    }
    byKey.set(id, object);
  }
  const objects = [...byKey.values()].map((object) => stamp(application, object, namespace));
  return { objects, repeated };
}

function placed(object: KubeObject, namespace: string): KubeObject {
  const { namespace: own, ...metadata } = object.metadata;
  const namespaced = scopeOf(groupOf(object.apiVersion), object.kind) === 'Namespaced';
  if (!namespaced) return { ...object, metadata };
  return { ...object, metadata: { ...metadata, namespace: own || namespace } };
}
