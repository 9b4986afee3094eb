import { sliceBytes, toBytes } from '../bytes.ts';
import { sprint, sprintln } from '../format/print.ts';
import { sprintf } from '../format/printf.ts';
import { isPrintable } from '../format/quote.ts';
import { FunctionError } from '../problem.ts';
import {
  GoNumber,
  isMap,
  isNil,
  isTrue,
  missing,
  numberOf,
  sizeOf,
  typedList,
  typeName,
} from '../values.ts';
import { comparisonFunctions } from './comparison.ts';
import { define, defineVariadic, type FunctionMap } from './define.ts';

/** The functions of text/template itself. */
export const builtinFunctions: FunctionMap = {
  ...comparisonFunctions,
  // `and` and `or` are evaluated by the executor, which stops at the first value that decides.
  and: defineVariadic(['value', 'value'], () => undefined),
  or: defineVariadic(['value', 'value'], () => undefined),
  not: define(['value'], (value) => !isTrue(value)),
  len: define(['value'], lengthOf),
  index: defineVariadic(['value', 'value'], (item: unknown, ...keys: unknown[]) =>
    indexInto(item, keys),
  ),
  slice: defineVariadic(['value', 'value'], (item: unknown, ...bounds: unknown[]) =>
    sliceOf(item, bounds),
  ),
  call: defineVariadic(['value', 'value'], (called: unknown) => {
    if (called === missing || isNil(called)) throw new FunctionError('call of nil');
    throw new FunctionError(`non-function of type ${typeName(called)}`);
  }),
  print: defineVariadic(['any'], (...values) => sprint(values)),
  println: defineVariadic(['any'], (...values) => sprintln(values)),
  printf: defineVariadic(['string', 'any'], (format: string, ...values) => sprintf(format, values)),
  html: defineVariadic(['any'], (...values) => escapeHtml(joined(values))),
  js: defineVariadic(['any'], (...values) => escapeJavaScript(joined(values))),
  urlquery: defineVariadic(['any'], (...values) => escapeQuery(joined(values))),
};

function joined(values: readonly unknown[]): string {
  return sprint(values.map((value) => (isNil(value) ? '<no value>' : value)));
}

function lengthOf(value: unknown): number {
  if (value === missing)
    throw new FunctionError('reflect: call of reflect.Value.Type on zero Value');
  if (isNil(value)) throw new FunctionError('len of nil pointer');
  if (typeof value === 'string' || Array.isArray(value) || isMap(value)) return sizeOf(value);
  throw new FunctionError(`len of type ${typeName(value)}`);
}

function indexInto(item: unknown, keys: readonly unknown[]): unknown {
  if (item === missing) throw new FunctionError('index of untyped nil');
  let current = item;
  for (const [position, key] of keys.entries()) {
    if (isNil(current) || current === missing) {
      throw new FunctionError(position === 0 ? 'index of untyped nil' : 'index of nil pointer');
    }
    current = elementAt(current, key);
  }
  return current;
}

function elementAt(item: unknown, key: unknown): unknown {
  if (typeof item === 'string') {
    const bytes = toBytes(item);
    return new GoNumber('uint8', bytes[indexOf(key, bytes.length - 1)] ?? 0);
  }
  if (Array.isArray(item)) return item[indexOf(key, item.length - 1)] ?? null;
  if (!isMap(item)) throw new FunctionError(`can't index item of type ${typeName(item)}`);
  if (item instanceof Map) return item.get(key === missing ? null : key) ?? null;
  if (key === missing || isNil(key))
    throw new FunctionError('value is nil; should be of type string');
  if (typeof key !== 'string') {
    throw new FunctionError(`value has type ${typeName(key)}; should be string`);
  }
  if (Object.hasOwn(item, key)) return item[key];
  return typeName(item) === 'map[string]string' ? '' : null;
}

/** An index that must lie between 0 and `last`. */
function indexOf(key: unknown, last: number): number {
  if (key === missing || isNil(key)) throw new FunctionError('cannot index slice/array with nil');
  const number = numberOf(key);
  if (!number || number.kind === 'float') {
    throw new FunctionError(`cannot index slice/array with type ${typeName(key)}`);
  }
  const index = Number(number.value);
  if (index < 0 || index > last) throw new FunctionError(`index out of range: ${number.value}`);
  return index;
}

function sliceOf(item: unknown, bounds: readonly unknown[]): unknown {
  if (item === missing || isNil(item)) throw new FunctionError('slice of untyped nil');
  if (bounds.length > 3) throw new FunctionError(`too many slice indexes: ${bounds.length}`);
  const isString = typeof item === 'string';
  if (!isString && !Array.isArray(item)) {
    throw new FunctionError(`can't slice item of type ${typeName(item)}`);
  }
  if (isString && bounds.length === 3) throw new FunctionError('cannot 3-index slice a string');
  const size = sizeOf(item);
  const [start = 0, end = size, capacity = size] = bounds.map((bound) => indexOf(bound, size));
  if (start > end) throw new FunctionError(`invalid slice index: ${start} > ${end}`);
  if (end > capacity) throw new FunctionError(`invalid slice index: ${end} > ${capacity}`);
  return isString
    ? sliceBytes(item, start, end)
    : typedList(typeName(item), item.slice(start, end));
}

const htmlEscapes: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\0': '\ufffd',
};

function escapeHtml(text: string): string {
  return text.replace(/["'&<>\0]/g, (letter) => htmlEscapes[letter] ?? letter);
}

const javaScriptEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
};

function escapeJavaScript(text: string): string {
  return [...text]
    .map((point) => {
      const known = javaScriptEscapes[point];
      if (known) return known;
      if (isPrintable(point) || /[\udc80-\udcff]/.test(point)) return point;
      return `\\u${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    })
    .join('');
}

/** url.QueryEscape. */
export function escapeQuery(text: string): string {
  let result = '';
  for (const byte of toBytes(text)) {
    const letter = String.fromCharCode(byte);
    if (/[A-Za-z0-9_.~-]/.test(letter)) result += letter;
    else if (letter === ' ') result += '+';
    else result += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return result;
}
