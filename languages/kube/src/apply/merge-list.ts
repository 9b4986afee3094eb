import { itemElement } from './path-element.ts';
import type { ListAtom, Schema } from './schema.ts';

type MergeItem = (live: unknown, config: unknown) => unknown;

/**
 * The items of a merged list in order: those of the configuration in its order, those that only the live list has as near
 * to their neighbours as that allows (structured-merge-diff's `visitListItems`).
 */
export function mergeListItems(
  schema: Schema,
  list: ListAtom,
  live: readonly unknown[],
  config: readonly unknown[],
  merge: MergeItem,
): unknown[] | undefined {
  const left = index(schema, list, live);
  const right = index(schema, list, config);
  const shared = right.elements.filter((element) => left.values.has(element));
  const done = new Set<string>();
  const items: unknown[] = [];
  const add = (old: unknown, next: unknown) => {
    const item = merge(old, next);
    if (item !== undefined) items.push(item);
  };
  let nextShared = shared.shift();
  let l = 0;
  let r = 0;
  while (l < left.elements.length || r < right.elements.length) {
    const old = left.elements[l];
    const next = right.elements[r];
    if (old !== undefined && next !== undefined) {
      if (old === next) {
        done.add(old);
        add(left.values.get(old), right.values.get(old));
        l += 1;
        r += 1;
        nextShared = shared.shift();
        continue;
      }
      if (right.values.has(old) && nextShared !== undefined && nextShared !== old) {
        l += 1;
        continue;
      }
    }
    if (old !== undefined) {
      if (!right.values.has(old)) {
        add(live[l], undefined);
        l += 1;
        continue;
      }
      if (done.has(old)) l += 1;
    }
    if (next !== undefined) {
      done.add(next);
      add(left.values.get(next), right.values.get(next));
      r += 1;
      if (nextShared === next) nextShared = shared.shift();
    }
  }
  return items.length > 0 ? items : undefined;
}

/** Of an item that is there twice there is no one value to merge with. */
function index(schema: Schema, list: ListAtom, items: readonly unknown[]) {
  const values = new Map<string, unknown>();
  const elements = items.map((item) => {
    const element = itemElement(schema, list, item);
    values.set(element, values.has(element) ? undefined : item);
    return element;
  });
  return { elements, values };
}
