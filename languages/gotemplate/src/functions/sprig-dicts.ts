import { FunctionError } from '../problem.ts';
import { isNil, isStringMap, typedList, typeName } from '../values.ts';
import { isEmpty, textOf } from './convert.ts';
import { define, defineVariadic, type FunctionMap } from './define.ts';
import { twins } from './sprig-lists.ts';

type Dict = Record<string, unknown>;

/** Sprig's functions on dictionaries; `set`, `unset` and `merge` change their first argument, as in Go. */
export const dictFunctions: FunctionMap = {
  dict: defineVariadic(['any'], (...pairs) => dictOf(pairs)),
  get: define(['map', 'string'], (map: Dict | null, key: string) =>
    map && Object.hasOwn(map, key) ? map[key] : '',
  ),
  set: define(['map', 'string', 'any'], (map: Dict, key: string, value) => {
    put(map, key, value);
    return map;
  }),
  unset: define(['map', 'string'], (map: Dict, key: string) => {
    delete map[key];
    return map;
  }),
  hasKey: define(['map', 'string'], (map: Dict | null, key: string) =>
    Object.hasOwn(map ?? {}, key),
  ),
  pluck: defineVariadic(['string', 'map'], (key: string, ...maps: Dict[]) =>
    maps.filter((map) => Object.hasOwn(map, key)).map((map) => map[key]),
  ),
  keys: defineVariadic(['map'], (...maps: Dict[]) =>
    typedList(
      '[]string',
      maps.flatMap((map) => Object.keys(map)),
    ),
  ),
  values: define(['map'], (map: Dict) => Object.values(map)),
  pick: defineVariadic(['map', 'string'], (map: Dict, ...keys: string[]) =>
    Object.fromEntries(keys.filter((key) => Object.hasOwn(map, key)).map((key) => [key, map[key]])),
  ),
  omit: defineVariadic(['map', 'string'], (map: Dict, ...keys: string[]) =>
    Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key))),
  ),
  dig: defineVariadic(['any'], (...values) => dig(values)),
  ...twins({
    merge: defineVariadic(['map', 'map'], (target: Dict, ...sources: Dict[]) => {
      for (const source of sources) merge(target, source, false);
      return target;
    }),
    mergeOverwrite: defineVariadic(['map', 'map'], (target: Dict, ...sources: Dict[]) => {
      for (const source of sources) merge(target, source, true);
      return target;
    }),
    deepCopy: define(['any'], (value) => {
      if (isNil(value))
        throw new FunctionError('reflect: call of reflect.Value.Type on zero Value');
      return deepCopy(value);
    }),
  }),
};

function dictOf(pairs: readonly unknown[]): Dict {
  const map: Dict = {};
  for (let index = 0; index < pairs.length; index += 2) {
    put(map, textOf(pairs[index]), index + 1 < pairs.length ? pairs[index + 1] : '');
  }
  return map;
}

function put(map: Dict, key: string, value: unknown): void {
  Object.defineProperty(map, key, {
    value: value ?? null,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** `dig "a" "b" default map` */
function dig(values: readonly unknown[]): unknown {
  if (values.length < 3) {
    throw new FunctionError(`dig needs at least three arguments`);
  }
  const path = values.slice(0, -2);
  const fallback = values.at(-2);
  let current = values.at(-1);
  if (!isStringMap(current)) {
    throw new FunctionError(
      `interface conversion: interface {} is ${typeName(current)}, not map[string]interface {}`,
    );
  }
  for (const [index, key] of path.entries()) {
    if (typeof key !== 'string')
      throw new FunctionError(`interface conversion: interface {} is ${typeName(key)}, not string`);
    const last = index === path.length - 1;
    if (!isStringMap(current)) {
      throw new FunctionError(
        `interface conversion: interface {} is ${typeName(current)}, not map[string]interface {}`,
      );
    }
    if (!Object.hasOwn(current, key)) return fallback;
    current = (current as Dict)[key];
    if (last) return current;
  }
  return current;
}

/** mergo.Merge: fills what is empty in the target, or overwrites it with what is not empty in the source. */
function merge(target: Dict, source: Dict, overwrite: boolean): void {
  for (const [key, value] of Object.entries(source)) {
    const old = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isStringMap(old) && isStringMap(value)) merge(old as Dict, value as Dict, overwrite);
    else if (overwrite || (!isNil(value) && isEmpty(old))) put(target, key, value);
  }
}

function deepCopy(value: unknown): unknown {
  if (Array.isArray(value)) return typedList(typeName(value), value.map(deepCopy));
  if (!isStringMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deepCopy(item)]));
}
