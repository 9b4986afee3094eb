import { FunctionError } from '../../problem.ts';
import { compareStrings, isNil, isStringMap, typedList, typeName } from '../../values.ts';
import { deepEqual } from '../deep-equal.ts';
import { define, defineVariadic, type FunctionMap } from '../define.ts';
import { listOf, toInt64, toNumber, toText, wrongCount } from './gomplate-convert.ts';

type StringMap = Record<string, unknown>;

/** gomplate's `coll`, without JSONPath. The list comes last, so that it can be piped in. */
export const collectionsNamespace: FunctionMap = {
  Append: define(['any', 'any'], (item, list) => [...listOf(list), item]),
  Dict: defineVariadic(['any'], (...given: unknown[]) => dictOf(given)),
  Flatten: defineVariadic(['any'], (...given: unknown[]) => {
    if (given.length === 0 || given.length > 2)
      throw new FunctionError(`wrong number of args: wanted 1 or 2, got ${given.length}`);
    const depth = given.length === 2 ? Number(toInt64(given[0])) : -1;
    return [...listOf(given.at(-1))].flat((depth < 0 ? 1000 : depth) as 1);
  }),
  Has: define(['any', 'string'], has),
  Keys: defineVariadic(['map'], (...maps: StringMap[]) =>
    typedList('[]string', maps.flatMap(sortedKeys)),
  ),
  Merge: defineVariadic(['map', 'map'], (first: StringMap, ...others: StringMap[]) =>
    others.reduce((merged, other) => mergeMaps(other, merged), first),
  ),
  Omit: defineVariadic(['any'], (...given: unknown[]) => choose(given, false)),
  Pick: defineVariadic(['any'], (...given: unknown[]) => choose(given, true)),
  Prepend: define(['any', 'any'], (item, list) => [item, ...listOf(list)]),
  Reverse: define(['any'], (list) => [...listOf(list)].reverse()),
  Slice: defineVariadic(['any'], (...items) => items),
  Sort: defineVariadic(['any'], (...given: unknown[]) => sort(given)),
  Uniq: define(['any'], (list) =>
    listOf(list).filter(
      (item, index, all) => all.findIndex((each) => deepEqual(each, item)) === index,
    ),
  ),
  Values: defineVariadic(['map'], (...maps: StringMap[]) =>
    maps.flatMap((map) => sortedKeys(map).map((key) => map[key])),
  ),
};

/** A map of names and values in turn; a name without a value has the empty text. */
export function dictOf(given: readonly unknown[]): StringMap {
  const entries: [string, unknown][] = [];
  for (let index = 0; index < given.length; index += 2)
    entries.push([toText(given[index]), index + 1 < given.length ? given[index + 1] : '']);
  return Object.fromEntries(entries);
}

export function has(collection: unknown, key: string): boolean {
  if (Array.isArray(collection)) return collection.some((item) => item === key);
  return isStringMap(collection) && Object.hasOwn(collection, key);
}

function sortedKeys(map: StringMap): string[] {
  return Object.keys(map).sort(compareStrings);
}

/** The second map laid over the first one, maps in maps too. */
function mergeMaps(under: StringMap, over: StringMap): StringMap {
  const merged = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const old = Object.hasOwn(merged, key) ? merged[key] : undefined;
    merged[key] = isStringMap(old) && isStringMap(value) ? mergeMaps(old, value) : value;
  }
  return merged;
}

function choose(given: readonly unknown[], keep: boolean): StringMap {
  if (given.length < 2)
    throw new FunctionError(`wrong number of args: wanted 2 or more, got ${given.length}`);
  const map = given.at(-1);
  const keys = given.slice(0, -1);
  if (!isStringMap(map))
    throw new FunctionError(`wrong map type: must be map[string]interface{}, got ${typeName(map)}`);
  return Object.fromEntries(Object.entries(map).filter(([key]) => keys.includes(key) === keep));
}

/** By value, or maps by a key. Lists of mixed types stay as they are. */
function sort(given: readonly unknown[]): unknown {
  if (given.length === 0 || given.length > 2) throw wrongCount('1 or 2', given.length);
  const list = given.at(-1);
  if (isNil(list)) return null;
  const items = [...listOf(list)];
  const key = given.length === 2 ? toText(given[0]) : '';
  if (new Set(items.map(typeName)).size > 1) return items;
  const sortValue = (item: unknown) => (isStringMap(item) ? item[key] : item);
  return items.sort((left, right) => compare(sortValue(left), sortValue(right)));
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') return compareStrings(left, right);
  return toNumber(left) - toNumber(right) || 0;
}
