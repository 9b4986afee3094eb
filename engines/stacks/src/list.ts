import { mapAt } from './data.ts';
import type { Stacks } from './resolve.ts';
import type { Data, Instance } from './types.ts';

/** `list stacks`: the logical names, sorted. */
export function listStacks(stacks: Stacks): readonly Data[] {
  return [...new Set(stacks.instances().map((each) => each.stack))]
    .sort()
    .map((Stack) => ({ Stack }));
}

/** `list components`: what is not abstract, with the number of stacks it is in. */
export function listComponents(stacks: Stacks): readonly Data[] {
  const found = new Map<string, { type: string; stacks: Set<string> }>();
  for (const each of stacks.instances()) {
    if (isAbstract(each) || each.type === 'helm') continue;
    const key = `${each.name}\0${each.type}`;
    const entry = found.get(key) ?? { type: each.type, stacks: new Set() };
    entry.stacks.add(each.stack);
    found.set(key, entry);
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { type, stacks: names }]) => ({
      Component: key.split('\0')[0],
      Stacks: String(names.size),
      Type: type,
    }));
}

/** `list instances`: each component of each stack that is not abstract. */
export function listInstances(stacks: Stacks): readonly Data[] {
  const rows = new Map<string, Data>();
  for (const each of stacks.instances()) {
    if (!isAbstract(each))
      rows.set(`${each.name}\0${each.stack}`, { Component: each.name, Stack: each.stack });
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function isAbstract({ section }: Instance): boolean {
  return mapAt(section, 'metadata').type === 'abstract';
}
