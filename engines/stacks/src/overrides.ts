import { isMap, mapAt } from './data.ts';
import { refuse } from './failure.ts';
import { mergeAll } from './merge.ts';
import type { Data, ListStrategy } from './types.ts';

/** Overrides by component type. */
export type Overrides = { readonly terraform: Data; readonly helmfile: Data };

export const noOverrides: Overrides = { terraform: {}, helmfile: {} };
const types = ['terraform', 'helmfile'] as const;

/** What a file's own `overrides` and those of the file that imports it come to; the importing file wins. */
export function inlineOverrides(
  raw: Data,
  parent: Overrides,
  { file, strategy }: { readonly file: string; readonly strategy: ListStrategy },
): Overrides {
  checkSection(raw.overrides, '', file);
  for (const type of types) checkSection(mapAt(raw, type).overrides, `${type} `, file);
  const of = (type: 'terraform' | 'helmfile') =>
    mergeAll(
      [mapAt(raw, 'overrides'), mapAt(mapAt(raw, type), 'overrides'), parent[type]],
      strategy,
    );
  return { terraform: of('terraform'), helmfile: of('helmfile') };
}

function checkSection(value: unknown, kind: string, file: string): void {
  if (value === undefined || value === null || isMap(value)) return;
  throw refuse('overrides', `invalid ${kind}overrides section in the stack manifest '${file}'`);
}

/** Later overrides over earlier ones. */
export function mergeOverrides(layers: readonly Overrides[], strategy: ListStrategy): Overrides {
  const of = (type: 'terraform' | 'helmfile') =>
    mergeAll(
      layers.map((each) => each[type]),
      strategy,
    );
  return { terraform: of('terraform'), helmfile: of('helmfile') };
}

/** The file with the overrides attached to each component that stands in it. */
export function attachOverrides(raw: Data, overrides: Overrides): Data {
  const components = mapAt(raw, 'components');
  let changed: Record<string, unknown> | undefined;
  for (const type of types) {
    const section = overrides[type];
    const instances = components[type];
    if (!isMap(instances) || Object.keys(section).length === 0) continue;
    changed ??= { ...components };
    changed[type] = Object.fromEntries(
      Object.entries(instances).map(([name, each]) => [
        name,
        isMap(each) ? { ...each, overrides: section } : each,
      ]),
    );
  }
  return changed === undefined ? raw : { ...raw, components: changed };
}
