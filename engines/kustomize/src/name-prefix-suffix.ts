import type { Layer } from './layer.ts';
import { isSelected, kindOf, nameOf, originalId, rememberId, setName } from './resource.ts';

// Names that are part of an API, and namespaces, which objects outside of the build refer to.
const fixedNames: ReadonlySet<string> = new Set([
  'CustomResourceDefinition',
  'APIService',
  'Namespace',
]);

/** `namePrefix`. Throws BuildFailure. */
export function applyNamePrefix(layer: Layer): void {
  rename(layer, layer.kustomization.namePrefix, 'prefixes');
}

/** `nameSuffix`. Throws BuildFailure. */
export function applyNameSuffix(layer: Layer): void {
  rename(layer, layer.kustomization.nameSuffix, 'suffixes');
}

function rename(layer: Layer, part: string | undefined, member: 'prefixes' | 'suffixes'): void {
  if (!part) return;
  for (const resource of layer.list.items) {
    if (fixedNames.has(originalId(resource).kind) || fixedNames.has(kindOf(resource))) continue;
    const rules = member === 'prefixes' ? layer.rules.namePrefix : layer.rules.nameSuffix;
    const renamed = rules.some(
      (rule) => rule.path === 'metadata/name' && isSelected(originalId(resource), rule),
    );
    if (!renamed) continue;
    rememberId(resource);
    resource[member].push(part);
    const name = nameOf(resource);
    setName(resource, member === 'prefixes' ? `${part}${name}` : `${name}${part}`);
  }
  layer.list.reindex();
}
