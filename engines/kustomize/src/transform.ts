import { applyImages } from './images.ts';
import { applyAnnotations, applyLabels } from './labels.ts';
import type { Layer } from './layer.ts';
import { applyNamePrefix, applyNameSuffix } from './name-prefix-suffix.ts';
import { applyNamespace } from './namespace.ts';
import { applyJson6902Patches, applyPatches, applyStrategicMergePatches } from './patches.ts';
import { applyReplacements } from './replacements.ts';
import { applyReplicas } from './replicas.ts';
import type { Kustomization } from './schema.ts';

type Step = {
  /** The transformer's name in kustomize. */
  readonly kind: string;
  /** How many transformers of this kind the fields ask for. */
  count(kustomization: Kustomization): number;
  apply(layer: Layer): void | Promise<void>;
};

const some = (value: unknown) => (value ? 1 : 0);
const size = (value: readonly unknown[] | undefined) => value?.length ?? 0;
const entries = (value: Readonly<Record<string, string>> | undefined) =>
  some(value && Object.keys(value).length > 0);

/** The order is kustomize's own (kusttarget_configplugin.go): each step sees what the ones before it have made. */
const steps: readonly Step[] = [
  {
    kind: 'PatchStrategicMergeTransformer',
    count: (each) => some(size(each.patchesStrategicMerge)),
    apply: applyStrategicMergePatches,
  },
  { kind: 'PatchTransformer', count: (each) => size(each.patches), apply: applyPatches },
  { kind: 'NamespaceTransformer', count: (each) => some(each.namespace), apply: applyNamespace },
  { kind: 'PrefixTransformer', count: (each) => some(each.namePrefix), apply: applyNamePrefix },
  { kind: 'SuffixTransformer', count: (each) => some(each.nameSuffix), apply: applyNameSuffix },
  {
    kind: 'LabelTransformer',
    count: (each) => size(each.labels) + entries(each.commonLabels),
    apply: applyLabels,
  },
  {
    kind: 'AnnotationsTransformer',
    count: (each) => entries(each.commonAnnotations),
    apply: applyAnnotations,
  },
  {
    kind: 'PatchJson6902Transformer',
    count: (each) => size(each.patchesJson6902),
    apply: applyJson6902Patches,
  },
  { kind: 'ReplicaCountTransformer', count: (each) => size(each.replicas), apply: applyReplicas },
  { kind: 'ImageTagTransformer', count: (each) => size(each.images), apply: applyImages },
  {
    kind: 'ReplacementTransformer',
    count: (each) => some(size(each.replacements)),
    apply: applyReplacements,
  },
];

/** Applies the transformers that the fields of a layer's kustomization ask for. Throws BuildFailure. */
export async function transform(layer: Layer): Promise<void> {
  for (const { kind, count, apply } of steps) {
    const times = count(layer.kustomization);
    if (times === 0) continue;
    await apply(layer);
    for (const resource of layer.list.items) {
      for (let time = 0; time < times; time += 1)
        resource.transformations.push({ file: layer.file, kind });
    }
  }
}
