import { toBytes } from '../bytes.ts';

const short: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

/** strconv.Quote; with `ascii` everything beyond ASCII is escaped. */
export function quoteString(text: string, ascii = false): string {
  let result = '"';
  for (const point of text) result += escapePoint(point, '"', ascii);
  return `${result}"`;
}

/** strconv.QuoteRune. */
export function quoteRune(code: number, ascii = false): string {
  const valid = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
  const point = valid ? String.fromCodePoint(code) : '\ufffd';
  return `'${escapePoint(point, "'", ascii)}'`;
}

function escapePoint(point: string, quote: string, ascii: boolean): string {
  if (point === quote) return `\\${quote}`;
  const known = short[point];
  if (known) return known;
  const code = point.codePointAt(0) ?? 0;
  if (code >= 0xdc80 && code <= 0xdcff)
    return `\\x${(code - 0xdc00).toString(16).padStart(2, '0')}`;
  if (code < 0x80) return isPrintable(point) ? point : `\\x${code.toString(16).padStart(2, '0')}`;
  if (!ascii && isPrintable(point)) return point;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space. */
export function isPrintable(point: string): boolean {
  return point === ' ' || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(point);
}

/** Whether a text can stand between backquotes (strconv.CanBackquote). */
export function canBackquote(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return !/[\x00-\x08\x0a-\x1f\x7f`\ufeff\udc80-\udcff]/.test(text);
}

/** The bytes in hexadecimal, as `%x` prints a string. */
export function hexBytes(text: string): readonly string[] {
  return [...toBytes(text)].map((byte) => byte.toString(16).padStart(2, '0'));
}
