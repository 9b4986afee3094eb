import { isRecord, setOwn } from './data.ts';
import { splitFieldPath, visitFields } from './field-visit.ts';
import type { Layer } from './layer.ts';
import { currentId, isSelected } from './resource.ts';
import type { FieldSpec, LabelEntry } from './schema.ts';

const metadataLabels: FieldSpec = { path: 'metadata/labels', create: true };

/** `labels`, then `commonLabels`. */
export function applyLabels(layer: Layer): void {
  for (const entry of layer.kustomization.labels ?? []) {
    setEntries(layer, entry.pairs ?? {}, labelFields(layer, entry));
  }
  setEntries(layer, layer.kustomization.commonLabels ?? {}, layer.rules.labels);
}

function labelFields(layer: Layer, entry: LabelEntry): readonly FieldSpec[] {
  const own = entry.fields ?? [];
  if (entry.includeSelectors) return [...own, ...layer.rules.labels];
  if (entry.includeTemplates) return [...own, ...layer.rules.templateLabels];
  return [...own, metadataLabels];
}

/** `commonAnnotations`. */
export function applyAnnotations(layer: Layer): void {
  setEntries(layer, layer.kustomization.commonAnnotations ?? {}, layer.rules.annotations);
}

function setEntries(
  layer: Layer,
  pairs: Readonly<Record<string, string>>,
  fields: readonly FieldSpec[],
): void {
  const entries = Object.entries(pairs);
  if (entries.length === 0) return;
  for (const resource of layer.list.items) {
    const id = currentId(resource);
    for (const field of fields) {
      if (!isSelected(id, field)) continue;
      visitFields(resource.data, {
        path: splitFieldPath(field.path),
        create: field.create ?? false,
        visit: (holder, key) => {
          if (!isRecord(holder[key])) setOwn(holder, key, {});
          const map = holder[key];
          if (isRecord(map)) for (const [name, value] of entries) setOwn(map, name, value);
        },
      });
    }
  }
}
