import { isMap, mapAt, textAt } from './data.ts';
import { refuse } from './failure.ts';
import type { Data } from './types.ts';

/** What a component inherits: the bases' own sections in the order of merging, and the names as Atmos prints them. */
export type Chain = {
  readonly layers: readonly Data[];
  readonly inheritance: readonly string[];
  /** Deepest `component:` of the chain, '' without one. */
  readonly root: string;
};

type Place = {
  readonly type: string;
  readonly manifest: string;
  readonly folderExists: (name: string) => boolean;
};

/** Follows `component` and `metadata.inherits` of a component. Throws for missing bases and circles. */
export function inheritanceOf(name: string, components: Data, place: Place): Chain {
  const own = mapAt(components, name);
  const layers: Data[] = [];
  let names: readonly string[] = [];
  let root = '';
  const add = (base: string, child: string, open: readonly string[], how: string) => {
    if (open.includes(base)) {
      throw refuse(
        'inheritance-cycle',
        `${[...open, base].join(' → ')} in ${place.manifest} is a circle`,
      );
    }
    const section = components[base];
    if (!isMap(section)) {
      if (how === 'component') return;
      throw refuse(
        'missing-base',
        `the component '${child}' in the stack manifest '${place.manifest}' inherits from '${base}' (using 'metadata.inherits'), but '${base}' is not defined in any of the config files for the stack`,
      );
    }
    const inner = textAt(section, 'component');
    if (how === 'component') root = base;
    if (inner !== '' && inner !== base) add(inner, base, [...open, base], 'component');
    for (const each of inheritsOf(section)) add(each, base, [...open, base], 'inherits');
    layers.push(section);
    names = [base, ...names.filter((each) => each !== base)];
  };
  const base = textAt(own, 'component');
  if (base !== '' && base !== name) add(base, name, [name], 'component');
  for (const each of inheritsOf(own)) add(each, name, [name], 'inherits');
  return { layers, inheritance: names, root };
}

function inheritsOf(section: Data): readonly string[] {
  const list = mapAt(section, 'metadata').inherits;
  return Array.isArray(list) ? list.map(String) : [];
}
