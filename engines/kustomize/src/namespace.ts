import { groupOf, scopeOf } from '@infraforge/kube';
import { isRecord, mapAt, textOf } from './data.ts';
import { splitFieldPath, visitFields } from './field-visit.ts';
import type { Layer } from './layer.ts';
import { currentId, isSelected, kindOf, type Resource, rememberId } from './resource.ts';

/** `namespace`: puts every namespaced object into it and follows the fields that repeat it. Throws BuildFailure. */
export function applyNamespace(layer: Layer): void {
  const namespace = layer.kustomization.namespace;
  if (!namespace) return;
  for (const resource of layer.list.items) {
    rememberId(resource);
    moveInto(resource, namespace);
    for (const field of layer.rules.namespace) {
      if (!isSelected(currentId(resource), field)) continue;
      visitFields(resource.data, {
        path: splitFieldPath(field.path),
        create: field.create ?? false,
        visit: (holder, key) => {
          holder[key] = namespace;
        },
      });
    }
  }
  layer.list.reindex();
}

function moveInto(resource: Resource, namespace: string): void {
  const kind = kindOf(resource);
  if (scopeOf(groupOf(textOf(resource.data.apiVersion)), kind) === 'Namespaced') {
    mapAt(resource.data, 'metadata').namespace = namespace;
  }
  const subjects = resource.data.subjects;
  const binding = kind === 'RoleBinding' || kind === 'ClusterRoleBinding';
  if (!binding || !Array.isArray(subjects)) return;
  // Other accounts follow through name references, when they are objects of this build.
  for (const subject of subjects) {
    if (isRecord(subject) && subject.name === 'default') subject.namespace = namespace;
  }
}
