import { isRecord } from './data.ts';

/** A number as Go prints it (`%v`): an exponent below 1e-4 and from 1e21. */
export function goNumber(value: number): string {
  const text = String(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-4) return twoDigits(value.toExponential());
  return twoDigits(text);
}

function twoDigits(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

/** `encoding/json` of plain data: keys sorted, HTML escaped. Throws a RangeError for what JSON cannot say. */
export function goJson(value: unknown): string {
  return write(value).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function write(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError('JSON has no NaN and no infinity');
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${write(item)}`).join(',')}}`;
}

/** `fmt.Sprint` of plain data: `map[a:1]`, `[a b]`, `<nil>`. */
export function goSprint(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'number') return goNumber(value);
  if (Array.isArray(value)) return `[${value.map(goSprint).join(' ')}]`;
  if (!isRecord(value)) return String(value);
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `map[${members.map(([key, item]) => `${key}:${goSprint(item)}`).join(' ')}]`;
}

/** A text in Go's double quotes (`%q`). */
export function goQuote(text: string): string {
  const named: Readonly<Record<string, string>> = { '0007': '\\a', '000b': '\\v' };
  return JSON.stringify(text)
    .replace(/\u007f/g, '\\x7f')
    .replace(
      /(\\\\)|\\u(00[0-9a-f]{2})/g,
      (_whole, pair: string | undefined, code = '') => pair ?? named[code] ?? `\\x${code.slice(2)}`,
    );
}
