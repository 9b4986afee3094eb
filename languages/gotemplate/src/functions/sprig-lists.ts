import { FunctionError } from '../problem.ts';
import { compareStrings, goInt, isNil, nilList, numberOf, typedList, typeName } from '../values.ts';
import { int64Of, isEmpty, textOf } from './convert.ts';
import { deepEqual } from './deep-equal.ts';
import { define, defineVariadic, type FunctionMap } from './define.ts';

const longestList = 100_000;

/** Sprig's functions on lists. Each has a `must` twin, which here behaves the same: all failures end the template. */
export const listFunctions: FunctionMap = {
  list: defineVariadic(['any'], (...items) => items),
  tuple: defineVariadic(['any'], (...items) => items),
  ...twins({
    first: define(['any'], (list) => listOf(list, 'first')[0]),
    last: define(['any'], (list) => listOf(list, 'last').at(-1)),
    rest: define(['any'], (list) => without(listOf(list, 'rest'), 1)),
    initial: define(['any'], (list) => without(listOf(list, 'initial'), 0, -1)),
    append: define(['any', 'any'], (list, item) => [...listOf(list, 'push'), item]),
    push: define(['any', 'any'], (list, item) => [...listOf(list, 'push'), item]),
    prepend: define(['any', 'any'], (list, item) => [item, ...listOf(list, 'prepend')]),
    reverse: define(['any'], (list) => [...listOf(list, 'reverse')].reverse()),
    uniq: define(['any'], (list) => unique(listOf(list, 'uniq'))),
    without: defineVariadic(['any', 'any'], (list, ...omitted) =>
      listOf(list, 'without').filter((item) => !omitted.some((each) => deepEqual(each, item))),
    ),
    has: define(['any', 'any'], (needle, list) =>
      isNil(list) ? false : listOf(list, 'has').some((item) => deepEqual(item, needle)),
    ),
    compact: define(['any'], (list) => listOf(list, 'compact').filter((item) => !isEmpty(item))),
    slice: defineVariadic(['any', 'any'], (list, ...bounds) =>
      sliced(listOf(list, 'slice'), bounds),
    ),
    chunk: define(['int', 'any'], (size, list) => chunks(listOf(list, 'chunk'), Number(size))),
  }),
  concat: defineVariadic(['any'], (...lists) =>
    lists.flatMap((list) => [...listOf(list, 'concat')]),
  ),
  join: define(['string', 'any'], (separator, list) => strings(list).join(separator)),
  toStrings: define(['any'], (list) => typedList('[]string', strings(list))),
  sortAlpha: define(['any'], (list) =>
    typedList('[]string', [...strings(list)].sort(compareStrings)),
  ),
  until: define(['int'], (count) => steps(0, Number(count), Number(count) < 0 ? -1 : 1)),
  untilStep: define(['int', 'int', 'int'], (start, stop, step) =>
    steps(Number(start), Number(stop), Number(step)),
  ),
  seq: defineVariadic(['int'], (...bounds) => sequence(bounds.map(Number))),
};

/** Every function also under its `must` name. */
export function twins(functions: FunctionMap): FunctionMap {
  const musts = Object.entries(functions).map(([name, called]) => [
    `must${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    called,
  ]);
  return { ...functions, ...Object.fromEntries(musts) };
}

/** Part of a list; of an empty one Sprig answers nil. */
function without(list: readonly unknown[], start: number, end?: number): unknown[] {
  return list.length === 0 ? nilList('[]interface {}') : list.slice(start, end);
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const found = name === 'push' || name === 'prepend' || name === 'compact' ? name : `find ${name}`;
  throw new FunctionError(`Cannot ${found} on type ${kindText(value)}`);
}

function kindText(value: unknown): string {
  return isNil(value) ? 'invalid' : typeName(value).startsWith('map') ? 'map' : typeName(value);
}

/** The elements as texts, without those that are nil. */
function strings(list: unknown): readonly string[] {
  if (isNil(list)) return [];
  const items = Array.isArray(list) ? list : [list];
  return items.filter((item) => !isNil(item)).map(textOf);
}

function unique(list: readonly unknown[]): unknown[] {
  const seen: unknown[] = [];
  for (const item of list) if (!seen.some((each) => deepEqual(each, item))) seen.push(item);
  return seen;
}

function sliced(list: readonly unknown[], bounds: readonly unknown[]): unknown[] {
  if (list.length === 0) return [];
  const start = bounds.length > 0 ? Number(int64Of(bounds[0])) : 0;
  const end = bounds.length > 1 ? Number(int64Of(bounds[1])) : list.length;
  if (start < 0 || end > list.length || start > end) {
    throw new FunctionError(`reflect.Value.Slice: slice index out of bounds`);
  }
  return list.slice(start, end);
}

function chunks(list: readonly unknown[], size: number): unknown[] {
  if (size < 1) throw new FunctionError('runtime error: integer divide by zero');
  const result: unknown[] = [];
  for (let index = 0; index < list.length; index += size)
    result.push(list.slice(index, index + size));
  return typedList('[][]interface {}', result);
}

function steps(start: number, stop: number, step: number): unknown[] {
  const items: unknown[] = [];
  if (stop < start ? step >= 0 : step <= 0) return typedList('[]int', items);
  if (Math.abs((stop - start) / step) > longestList)
    throw new FunctionError('the list is too long');
  for (let value = start; stop < start ? value > stop : value < stop; value += step)
    items.push(goInt(value));
  return typedList('[]int', items);
}

function sequence(bounds: readonly number[]): string {
  const [first = 0, second = 0, third = 0] = bounds;
  const sign = (left: number, right: number) => (right < left ? -1 : 1);
  const numbers = (start: number, end: number, step: number) =>
    steps(start, end + sign(start, end), step);
  switch (bounds.length) {
    case 0:
      return '';
    case 1:
      return text(numbers(1, first, sign(1, first)));
    case 2:
      return text(numbers(first, second, sign(first, second)));
    case 3:
      return sign(first, third) * second > 0 ? text(numbers(first, third, second)) : '';
    default:
      return '';
  }
}

function text(numbers: readonly unknown[]): string {
  return numbers.map((number) => String(numberOf(number)?.value)).join(' ');
}
