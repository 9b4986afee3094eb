import { splitFieldPath, visitFields } from './field-visit.ts';
import type { Layer } from './layer.ts';
import { failure } from './problem.ts';
import { allIds, currentId, isSelected } from './resource.ts';

/** `replicas`: sets the number of replicas by a current or earlier name. Throws BuildFailure when nothing matches. */
export function applyReplicas(layer: Layer): void {
  for (const [index, { name, count }] of (layer.kustomization.replicas ?? []).entries()) {
    let found = false;
    for (const resource of layer.list.items) {
      if (!allIds(resource).some((id) => id.name === name)) continue;
      for (const field of layer.rules.replicas) {
        if (!isSelected(currentId(resource), field)) continue;
        found = true;
        visitFields(resource.data, {
          path: splitFieldPath(field.path),
          create: field.create ?? false,
          visit: (holder, key) => {
            holder[key] = count;
          },
        });
      }
    }
    if (found) continue;
    throw failure('replicas', `replicas names "${name}", which has no replicas here`, {
      file: layer.file,
      path: `replicas.${index}.name`,
      hint: 'Name a Deployment, StatefulSet, ReplicaSet or ReplicationController of this build.',
    });
  }
}
