import type { ImageEntry, Kustomization } from './schema.ts';
import type { BuildOptions } from './types.ts';

/** The kustomization after the edits that Argo CD makes for an Application (`kustomize edit set …`). */
export function applyEdits(kustomization: Kustomization, options: BuildOptions): Kustomization {
  return {
    ...kustomization,
    ...(options.namePrefix ? { namePrefix: options.namePrefix } : {}),
    ...(options.nameSuffix ? { nameSuffix: options.nameSuffix } : {}),
    ...(options.namespace ? { namespace: options.namespace } : {}),
    images: withImages(kustomization.images ?? [], options.images ?? []),
    replicas: withReplicas(kustomization.replicas ?? [], options.replicas ?? []),
    ...withLabels(kustomization, options),
    patches: [...(kustomization.patches ?? []), ...(options.patches ?? [])],
    components: [...(kustomization.components ?? []), ...(options.components ?? [])],
    commonAnnotations: { ...kustomization.commonAnnotations, ...options.commonAnnotations },
  };
}

function withLabels(
  { commonLabels, labels = [] }: Kustomization,
  { commonLabels: pairs, labelWithoutSelector, labelIncludeTemplates }: BuildOptions,
): Pick<Kustomization, 'commonLabels' | 'labels'> {
  if (!labelWithoutSelector || !pairs) return { commonLabels: { ...commonLabels, ...pairs } };
  const entry = { pairs: { ...pairs }, includeTemplates: labelIncludeTemplates ?? false };
  return { labels: [...labels, { ...entry, includeSelectors: false }] };
}

function withImages(entries: readonly ImageEntry[], edits: readonly string[]): ImageEntry[] {
  const byName = new Map(entries.map((entry) => [entry.name ?? '', entry]));
  for (const edit of edits) {
    const parsed = parseImageEdit(edit);
    const old = byName.get(parsed.name ?? '');
    byName.set(parsed.name ?? '', {
      ...parsed,
      ...(parsed.newName === undefined && old?.newName ? { newName: old.newName } : {}),
    });
  }
  return [...byName.values()];
}

/** `name=newName:tag`, `name=newName@digest`, `name:tag`, `name@digest`. A port of a registry is not a tag. */
function parseImageEdit(edit: string): ImageEntry {
  const equals = edit.indexOf('=');
  if (equals === -1) {
    const { name, ...rest } = splitImage(edit);
    return { name, ...rest };
  }
  const { name, ...rest } = splitImage(edit.slice(equals + 1));
  return { name: edit.slice(0, equals), ...(name ? { newName: name } : {}), ...rest };
}

function splitImage(image: string): { name: string; newTag?: string; digest?: string } {
  const at = image.indexOf('@');
  if (at !== -1) return { name: image.slice(0, at), digest: image.slice(at + 1) };
  const colon = image.lastIndexOf(':');
  if (colon === -1 || colon < image.lastIndexOf('/')) return { name: image };
  return { name: image.slice(0, colon), newTag: image.slice(colon + 1) };
}

type Replicas = NonNullable<Kustomization['replicas']>;

function withReplicas(entries: Replicas, edits: NonNullable<BuildOptions['replicas']>): Replicas {
  const names = new Set(edits.map((edit) => edit.name));
  return [
    ...entries.filter((entry) => !names.has(entry.name)),
    ...edits.map((edit) => ({ ...edit })),
  ];
}
