import { kubernetesDialect } from './dialect.ts';
import { analyze } from './scalar-style.ts';

const bestWidth = 80;
const indentWidth = 2;

type Place = {
  /** Of the collection that the scalar stands in. */
  readonly indent: number;
  /** Where the scalar begins on its line. */
  readonly column: number;
  readonly isKey: boolean;
};

/** A scalar as go-yaml 2 writes it: plain where nothing else could be read from it, else quoted or as a block. */
export function scalarText(value: unknown, place: Place): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'string') return String(value);
  const style = styleOf(value, place);
  switch (style) {
    case 'plain':
      return folded(value, place);
    case 'single':
      return `'${folded(value.replaceAll("'", "''"), place)}'`;
    case 'literal':
      return literal(value, place);
    default:
      return `"${folded(escaped(value), place)}"`;
  }
}

function styleOf(text: string, { isKey }: Place): 'plain' | 'single' | 'double' | 'literal' {
  const allowed = analyze(text);
  if (text.includes('\n')) return allowed.block && !isKey ? 'literal' : 'double';
  // YAML 1.1 takes these for line breaks.
  if (/[\u0085\u2028\u2029]/.test(text)) return allowed.single ? 'single' : 'double';
  if (!isString(text)) return 'double';
  if (allowed.plain) return 'plain';
  return allowed.single ? 'single' : 'double';
}

/** Whether a plain text would be read back as a string by a YAML 1.1 reader, sexagesimal numbers and dates included. */
function isString(text: string): boolean {
  if (typeof kubernetesDialect.resolve(text) !== 'string') return false;
  if (/^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text)) return false;
  return !/^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|[ \t]+)\d{1,2}:\d\d?:\d\d?(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)?$/.test(
    text,
  );
}

function numberText(value: number): string {
  if (Object.is(value, -0)) return '0';
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  const digits = mantissa.replace(/[-.]/g, '').length;
  if (power < -4 || power >= Math.max(digits, 21) || (power >= 6 && digits > power)) {
    return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  return String(value);
}

/** Breaks a long line at single spaces. */
function folded(text: string, { indent, column, isKey }: Place): string {
  if (isKey || column + text.length <= bestWidth || !text.includes(' ')) return text;
  let result = '';
  let at = column;
  for (let index = 0; index < text.length; index += 1) {
    const here = text[index] ?? '';
    const breaks = here === ' ' && at > bestWidth && index > 0 && index < text.length - 1;
    if (breaks && text[index + 1] !== ' ' && text[index - 1] !== ' ') {
      result += `\n${' '.repeat(indent + indentWidth)}`;
      at = indent + indentWidth;
    } else {
      result += here;
      at += 1;
    }
  }
  return result;
}

function literal(text: string, { indent }: Place): string {
  const hint = /^[ \n]/.test(text) ? String(indentWidth) : '';
  const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  const space = ' '.repeat(indent + indentWidth);
  const lines = body.split('\n').map((line) => (line === '' ? '' : space + line));
  return `|${hint}${chomp}\n${lines.join('\n')}`;
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function escaped(text: string): string {
  return [...text]
    .map((point) => {
      const known = escapes[point];
      if (known) return known;
      const code = point.codePointAt(0) ?? 0;
      const printable = code >= 0x20 && code !== 0x7f && !(code > 0x7f && code < 0xa0);
      if (printable && code !== 0xfeff && !(code >= 0xd800 && code < 0xe000)) return point;
      const hex = code.toString(16).toUpperCase();
      return code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
    })
    .join('');
}
