import { isMap } from './data.ts';
import type { Data, ListStrategy } from './types.ts';

/** A list written with `!append`: it is added to the earlier list whatever the strategy. */
export class AppendedList {
  readonly items: readonly unknown[];
  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}

/**
 * Deep merge of maps, later ones win; nothing is copied that stays as it is. Rules: Atmos `pkg/merge/merge_native.go`.
 */
export function mergeAll(layers: readonly Data[], strategy: ListStrategy): Data {
  let result: Data | undefined;
  for (const layer of layers) {
    if (isEmpty(layer)) continue;
    result = result === undefined ? layer : mergeMaps(result, layer, strategy);
  }
  return result ?? {};
}

/** Two maps, the right one wins. */
export function mergeMaps(left: Data, right: Data, strategy: ListStrategy): Data {
  if (left === right && strategy === 'replace') return left;
  const result: Record<string, unknown> = { ...left };
  for (const key of Object.keys(right)) {
    const merged = Object.hasOwn(left, key)
      ? mergeValues(left[key], right[key], strategy)
      : right[key];
    if (key === '__proto__') continue;
    result[key] = merged;
  }
  return result;
}

function mergeValues(left: unknown, right: unknown, strategy: ListStrategy): unknown {
  if (isMap(left) && isMap(right)) return mergeMaps(left, right, strategy);
  if (right instanceof AppendedList) {
    if (left instanceof AppendedList) return new AppendedList([...left.items, ...right.items]);
    return Array.isArray(left) ? [...left, ...right.items] : right;
  }
  if (Array.isArray(right) && strategy !== 'replace') {
    const earlier = left instanceof AppendedList ? left.items : left;
    if (!Array.isArray(earlier)) return right;
    return strategy === 'append' ? [...earlier, ...right] : mergeLists(earlier, right);
  }
  return right;
}

/** By index: maps are merged, of two other values the earlier one stays, which is what Atmos does. */
function mergeLists(left: readonly unknown[], right: readonly unknown[]): readonly unknown[] {
  const longer = Math.max(left.length, right.length);
  return Array.from({ length: longer }, (_, index) => {
    if (index >= left.length) return right[index];
    if (index >= right.length) return left[index];
    const [earlier, later] = [left[index], right[index]];
    return isMap(earlier) && isMap(later) ? mergeMaps(earlier, later, 'merge') : earlier;
  });
}

function isEmpty(data: Data): boolean {
  for (const _ in data) return false;
  return true;
}

/** The value with marked lists turned into plain ones. */
export function withoutMarks(value: unknown): unknown {
  if (value instanceof AppendedList) return value.items.map(withoutMarks);
  if (Array.isArray(value)) {
    const next = value.map(withoutMarks);
    return next.some((item, index) => item !== value[index]) ? next : value;
  }
  if (!isMap(value)) return value;
  let next: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const plain = withoutMarks(value[key]);
    if (plain === value[key]) continue;
    next ??= { ...value };
    next[key] = plain;
  }
  return next ?? value;
}
