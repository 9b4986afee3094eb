import { codePointsOf, utf8Length } from './bytes.ts';

/**
 * How Go's values are told apart in JavaScript. Plain data needs nothing of this: whole numbers are `int`, others
 * `float64`, objects `map[string]interface {}`, arrays `[]interface {}`, null and undefined are nil. The classes below
 * are for values that plain data cannot say.
 */
export type NumberType =
  | 'int'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint32'
  | 'uint64'
  | 'float32'
  | 'float64';

/** A number of a type that its value does not show: an int64, or a float64 that is whole. */
export class GoNumber {
  readonly type: NumberType;
  readonly value: number | bigint;

  constructor(type: NumberType, value: number | bigint) {
    this.type = type;
    this.value = value;
  }
}

/** A complex128, which templates can write but do nothing with. */
export class GoComplex {
  readonly real: number;
  readonly imaginary: number;

  constructor(real: number, imaginary: number) {
    this.real = real;
    this.imaginary = imaginary;
  }
}

/** A value with methods, such as a time or a version. */
export type GoObject = {
  readonly goType: string;
  /** How `%v` prints it. */
  text(): string;
  readonly methods: Readonly<Record<string, TemplateFunction>>;
  /** How encoding/json writes it, where that is not its text. */
  json?(): string;
};

/** What a parameter takes; `value` also takes what does not exist, as reflect.Value does in Go. */
export type ParameterType =
  | 'any'
  | 'value'
  | 'string'
  | 'int'
  | 'int64'
  | 'float64'
  | 'bool'
  | 'list'
  | 'map'
  | 'strings'
  | 'time';

/** A function of a template, with the types that Go would check. */
export type TemplateFunction = {
  readonly parameters: readonly ParameterType[];
  /** The last parameter may be given any number of times. */
  readonly variadic?: boolean;
  /** What a call costs of the steps that a template may take, when it is much. */
  readonly steps?: number;
  /** Go declares the result as `interface {}`, which messages on its fields name. */
  readonly interfaceResult?: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: the parameter types are checked before the call
  call(...values: any[]): unknown;
};

/** A key that a map does not have: reflect's zero Value. */
export const missing: unique symbol = Symbol('missing');

const listType: unique symbol = Symbol('list type');
const mapType: unique symbol = Symbol('map type');
const nilMark: unique symbol = Symbol('nil list');

/** A list of one type, such as `[]string`. */
export function typedList(type: string, items: readonly unknown[]): unknown[] {
  const list = [...items];
  Object.defineProperty(list, listType, { value: type });
  return list;
}

/** A list that is nil in Go: it prints as an empty one and is `null` in JSON. */
export function nilList(type: string): unknown[] {
  const list = typedList(type, []);
  Object.defineProperty(list, nilMark, { value: true });
  return list;
}

export function isNilList(value: readonly unknown[]): boolean {
  return nilMark in value;
}

/** A `map[string]string`. */
export function stringMap(entries: Readonly<Record<string, string>>): Record<string, string> {
  const map = { ...entries };
  Object.defineProperty(map, mapType, { value: 'map[string]string' });
  return map;
}

export function isNil(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

export function isGoObject(value: unknown): value is GoObject {
  return typeof value === 'object' && value !== null && 'goType' in value && 'methods' in value;
}

/** A map of either kind, not a list, number or object with methods. */
export function isMap(value: unknown): value is Record<string, unknown> | Map<unknown, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(value instanceof GoNumber || value instanceof GoComplex || isGoObject(value));
}

export function isStringMap(value: unknown): value is Record<string, unknown> {
  return isMap(value) && !(value instanceof Map);
}

/** Entries of a map in Go's printing order: numbers by value, then strings by their bytes. */
export function sortedEntries(
  map: Record<string, unknown> | Map<unknown, unknown>,
): [unknown, unknown][] {
  const entries: [unknown, unknown][] = map instanceof Map ? [...map] : Object.entries(map);
  return entries.sort(([left], [right]) => compareKeys(left, right));
}

function compareKeys(left: unknown, right: unknown): number {
  const ranks = [rankOf(left), rankOf(right)] as const;
  if (ranks[0] !== ranks[1]) return ranks[0] - ranks[1];
  if (typeof left === 'string' && typeof right === 'string') return compareStrings(left, right);
  const [a, b] = [numberOf(left)?.value ?? 0, numberOf(right)?.value ?? 0];
  return a < b ? -1 : a > b ? 1 : 0;
}

function rankOf(value: unknown): number {
  if (isNil(value)) return 0;
  const number = numberOf(value);
  if (number) return number.kind === 'float' ? 2 : 1;
  return typeof value === 'boolean' ? 0 : 3;
}

/** Order of two strings by their UTF-8 bytes, which is the order of their code points. */
export function compareStrings(left: string, right: string): number {
  if (left === right) return 0;
  const [a, b] = [codePointsOf(left), codePointsOf(right)];
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

export type NumberInfo =
  | { readonly kind: 'int' | 'uint'; readonly type: NumberType; readonly value: bigint }
  | { readonly kind: 'float'; readonly type: NumberType; readonly value: number };

/** What kind of number a value is, if it is one. */
export function numberOf(value: unknown): NumberInfo | undefined {
  if (typeof value === 'number') {
    return Number.isInteger(value) && !Object.is(value, -0) && Math.abs(value) < 2 ** 63
      ? { kind: 'int', type: 'int', value: BigInt(value) }
      : { kind: 'float', type: 'float64', value };
  }
  if (typeof value === 'bigint') {
    return value < 2n ** 63n
      ? { kind: 'int', type: 'int', value }
      : { kind: 'uint', type: 'uint64', value };
  }
  if (!(value instanceof GoNumber)) return undefined;
  if (value.type.startsWith('float'))
    return { kind: 'float', type: value.type, value: Number(value.value) };
  const kind = value.type.startsWith('uint') ? 'uint' : 'int';
  return { kind, type: value.type, value: BigInt(value.value) };
}

/** A Go `int`: a JavaScript number where it holds it exactly. */
export function goInt(value: bigint | number): number | bigint {
  const wrapped = BigInt.asIntN(64, BigInt(value));
  return Number.isSafeInteger(Number(wrapped)) ? Number(wrapped) : wrapped;
}

export function goNumber(type: NumberType, value: number | bigint): GoNumber {
  return new GoNumber(type, value);
}

export function goInt64(value: bigint | number): GoNumber {
  return new GoNumber('int64', BigInt.asIntN(64, BigInt(value)));
}

/** A float64: marked only when it is whole, because plain whole numbers are ints. */
export function goFloat(value: number): number | GoNumber {
  return Number.isInteger(value) && !Object.is(value, -0) ? new GoNumber('float64', value) : value;
}

/** The type as Go names it. */
export function typeName(value: unknown): string {
  if (isNil(value)) return '<nil>';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  const number = numberOf(value);
  if (number) return number.type;
  if (value instanceof GoComplex) return 'complex128';
  if (Array.isArray(value)) return (value as { [listType]?: string })[listType] ?? '[]interface {}';
  if (isGoObject(value)) return value.goType;
  if (value instanceof Map) return 'map[interface {}]interface {}';
  return (value as { [mapType]?: string })[mapType] ?? 'map[string]interface {}';
}

/** Kind as reflect names it. */
export function kindName(value: unknown): string {
  if (isNil(value)) return 'invalid';
  if (Array.isArray(value)) return 'slice';
  if (isMap(value)) return 'map';
  if (isGoObject(value)) return value.goType.startsWith('*') ? 'ptr' : 'struct';
  return typeName(value);
}

/** Whether elements of this list or map have a static type of their own instead of `interface {}`. */
export function hasTypedElements(value: unknown): boolean {
  const type = typeName(value);
  return type.startsWith('[]') ? type !== '[]interface {}' : type === 'map[string]string';
}

/** What `if` makes of a value (text/template IsTrue). */
export function isTrue(value: unknown): boolean {
  if (value === missing || isNil(value)) return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.length > 0;
  const number = numberOf(value);
  if (number) return number.kind === 'float' ? number.value !== 0 : number.value !== 0n;
  if (value instanceof GoComplex) return value.real !== 0 || value.imaginary !== 0;
  if (Array.isArray(value)) return value.length > 0;
  if (isMap(value)) return sizeOf(value) > 0;
  return true;
}

/** Number of elements, entries or bytes. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return utf8Length(value);
  if (Array.isArray(value)) return value.length;
  return value instanceof Map ? value.size : Object.keys(value as object).length;
}
