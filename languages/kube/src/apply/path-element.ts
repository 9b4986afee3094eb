import { isRecord } from '../data.ts';
import { type Atom, fieldOf, type ListAtom, resolve, type Schema } from './schema.ts';

export function fieldElement(name: string): string {
  return `f:${name}`;
}

/** The element of a field, or undefined for elements of lists. */
export function fieldNameOf(element: string): string | undefined {
  return element.startsWith('f:') ? element.slice(2) : undefined;
}

/** What identifies an item of a list that is merged: its keys, or the value itself. Throws an Error saying why not. */
export function itemElement(schema: Schema, list: ListAtom, item: unknown): string {
  if (list.keys.length > 0) return keyedElement(schema, list, item);
  if (isRecord(item)) throw new Error("associative list without keys has an element that's a map");
  if (Array.isArray(item)) throw new Error('associative list with lists as elements');
  if (item === null) throw new Error("associative list without keys has an element that's null");
  return `v:${JSON.stringify(item)}`;
}

function keyedElement(schema: Schema, list: ListAtom, item: unknown): string {
  if (!isRecord(item)) throw new Error('associative list with keys may only have maps as elements');
  const atom: Atom = resolve(schema, list.of);
  const entries = list.keys.map((key): [string, unknown] => {
    if (Object.hasOwn(item, key)) return [key, item[key]];
    const fallback = atom.map && fieldOf(atom.map, key)?.default;
    if (fallback !== undefined) return [key, fallback];
    throw new Error(
      `associative list with keys has an element that omits key field "${key}" (and doesn't have default value)`,
    );
  });
  entries.sort(([left], [right]) => (left < right ? -1 : 1));
  return `k:${JSON.stringify(Object.fromEntries(entries))}`;
}

/** A path as messages show it: `.spec.containers[name="app"].image`. */
export function showPath(path: readonly string[]): string {
  return path.map(showElement).join('');
}

export function showElement(element: string): string {
  const content = element.slice(2);
  switch (element[0]) {
    case 'k': {
      const entries = Object.entries(JSON.parse(content) as Record<string, unknown>);
      return `[${entries.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
    }
    case 'v':
      return `[=${content}]`;
    case 'i':
      return `[${content}]`;
    default:
      return `.${content}`;
  }
}
