import { formatFloat } from '../format/float.ts';
import { FunctionError } from '../problem.ts';
import {
  goFloat,
  isGoObject,
  isNil,
  isNilList,
  isStringMap,
  numberOf,
  sortedEntries,
  typeName,
} from '../values.ts';
import { jsonProblem } from './json-problem.ts';

export type JsonOptions = {
  readonly indent?: string;
  /** `<`, `>` and `&` as \u003c…; default true, as Go does. */
  readonly escapeHtml?: boolean;
};

/** encoding/json of a value: keys sorted. Throws FunctionError for what JSON cannot say. */
export function toJson(
  value: unknown,
  { indent = '', escapeHtml = true }: JsonOptions = {},
): string {
  const text = write(value, { indent, depth: 0 });
  return escapeHtml
    ? escapeSpecial(text, /[<>&\u2028\u2029]/g)
    : escapeSpecial(text, /[\u2028\u2029]/g);
}

function escapeSpecial(text: string, pattern: RegExp): string {
  return text.replace(
    pattern,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A byte that is not UTF-8 is written as an escape. */
function quoted(text: string): string {
  return JSON.stringify(text.replace(/[\udc80-\udcff]/g, '\ufdd0')).replaceAll('\ufdd0', '\\ufffd');
}

type Layout = { readonly indent: string; readonly depth: number };

function write(value: unknown, layout: Layout): string {
  if (isNil(value)) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  const number = numberOf(value);
  if (number) return number.kind === 'float' ? jsonFloat(number.value) : String(number.value);
  if (isGoObject(value)) return JSON.stringify(value.json?.() ?? value.text());
  const inner = { ...layout, depth: layout.depth + 1 };
  if (Array.isArray(value) && isNilList(value)) return 'null';
  if (Array.isArray(value))
    return block(
      ['[', ']'],
      value.map((item) => write(item, inner)),
      layout,
    );
  if (!isStringMap(value)) throw new FunctionError(`json: unsupported type: ${typeName(value)}`);
  const colon = layout.indent === '' ? ':' : ': ';
  const members = sortedEntries(value).map(
    ([key, item]) => `${JSON.stringify(key)}${colon}${write(item, inner)}`,
  );
  return block(['{', '}'], members, layout);
}

function block(
  [open, close]: readonly [string, string],
  members: readonly string[],
  layout: Layout,
): string {
  if (members.length === 0 || layout.indent === '') return open + members.join(',') + close;
  const inner = `\n${layout.indent.repeat(layout.depth + 1)}`;
  return `${open}${inner}${members.join(`,${inner}`)}\n${layout.indent.repeat(layout.depth)}${close}`;
}

function jsonFloat(value: number): string {
  if (!Number.isFinite(value))
    throw new FunctionError(`json: unsupported value: ${formatFloat(value, 'g', -1)}`);
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-6 || magnitude >= 1e21)) {
    return formatFloat(value, 'e', -1).replace(/e-0(\d)$/, 'e-$1');
  }
  return formatFloat(value, 'f', -1);
}

/** encoding/json into an `interface {}`: all numbers are float64. Throws FunctionError. */
export function fromJson(text: string): unknown {
  try {
    return goNumbers(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new FunctionError(jsonProblem(text));
    throw error;
  }
}

function goNumbers(value: unknown): unknown {
  if (typeof value === 'number') return goFloat(value);
  if (Array.isArray(value)) return value.map(goNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, goNumbers(item)]));
}
