import { sliceBytes, toBytes, utf8Length } from '../bytes.ts';
import { quoteString } from '../format/quote.ts';
import { FunctionError } from '../problem.ts';
import { isNil, stringMap, typedList } from '../values.ts';
import { textOf } from './convert.ts';
import { define, defineVariadic, type FunctionMap } from './define.ts';
import { camelCase, kebabCase, snakeCase, swapCase, title, untitle } from './letter-case.ts';
import { mapLetters } from './map-letters.ts';
import { abbreviate, abbreviateBoth, wrap } from './text-layout.ts';

/** What may come out of one call that multiplies text. */
const largestText = 4 * 1024 * 1024;

/** Sprig's functions on strings. */
export const stringFunctions: FunctionMap = {
  trim: define(['string'], trimSpace),
  trimall: define(['string', 'string'], (set, text) => trimSet(text, set)),
  trimAll: define(['string', 'string'], (set, text) => trimSet(text, set)),
  trimSuffix: define(['string', 'string'], (end: string, text: string) =>
    end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text,
  ),
  trimPrefix: define(['string', 'string'], (start: string, text: string) =>
    text.startsWith(start) ? text.slice(start.length) : text,
  ),
  upper: define(['string'], (text: string) => mapLetters(text, (letter) => letter.toUpperCase())),
  lower: define(['string'], (text: string) => mapLetters(text, (letter) => letter.toLowerCase())),
  title: define(['string'], title),
  untitle: define(['string'], untitle),
  repeat: define(['int', 'string'], (count, text) => repeat(text, Number(count))),
  substr: define(['int', 'int', 'string'], substring),
  nospace: define(['string'], withoutSpaces),
  trunc: define(['int', 'string'], truncate),
  abbrev: define(['int', 'string'], (width, text) => abbreviate(text, Number(width))),
  abbrevboth: define(['int', 'int', 'string'], (left, right, text) =>
    abbreviateBoth(text, Number(left), Number(right)),
  ),
  initials: define(['string'], initials),
  wrap: define(['int', 'string'], (width, text) =>
    wrap(text, { width: Number(width), separator: '\n', breakWords: false }),
  ),
  wrapWith: define(['int', 'string', 'string'], (width, separator, text) =>
    wrap(text, { width: Number(width), separator, breakWords: true }),
  ),
  contains: define(['string', 'string'], (part: string, text: string) => text.includes(part)),
  hasPrefix: define(['string', 'string'], (part: string, text: string) => text.startsWith(part)),
  hasSuffix: define(['string', 'string'], (part: string, text: string) => text.endsWith(part)),
  quote: defineVariadic(['any'], (...values) =>
    withoutNil(values)
      .map((value) => quoteString(textOf(value)))
      .join(' '),
  ),
  squote: defineVariadic(['any'], (...values) =>
    withoutNil(values)
      .map((value) => `'${textOf(value)}'`)
      .join(' '),
  ),
  cat: defineVariadic(['any'], (...values) => withoutNil(values).map(textOf).join(' ')),
  indent: define(['int', 'string'], (width, text) => indent(text, Number(width))),
  nindent: define(['int', 'string'], (width, text) => `\n${indent(text, Number(width))}`),
  replace: define(['string', 'string', 'string'], (from: string, to: string, text: string) =>
    replaceAll(text, from, to),
  ),
  plural: define(['string', 'string', 'int'], (one, many, count) =>
    Number(count) === 1 ? one : many,
  ),
  snakecase: define(['string'], snakeCase),
  camelcase: define(['string'], camelCase),
  kebabcase: define(['string'], kebabCase),
  swapcase: define(['string'], swapCase),
  toString: define(['any'], textOf),
  splitList: define(['string', 'string'], (separator, text) =>
    typedList('[]string', splitText(text, separator)),
  ),
  split: define(['string', 'string'], (separator, text) => numbered(splitText(text, separator))),
  splitn: define(['string', 'int', 'string'], (separator, count, text) =>
    numbered(splitLimited(text, separator, Number(count))),
  ),
};

function withoutNil(values: readonly unknown[]): readonly unknown[] {
  return values.filter((value) => !isNil(value));
}

/** Go's white space, which is JavaScript's without the byte order mark and with NEL. */
function trimSpace(text: string): string {
  return text.replace(/^(?:(?!\ufeff)[\s\u0085])+|(?:(?!\ufeff)[\s\u0085])+$/gu, '');
}

function trimSet(text: string, set: string): string {
  const members = new Set(set);
  const points = [...text];
  let start = 0;
  let end = points.length;
  while (start < end && members.has(points[start] ?? '')) start += 1;
  while (end > start && members.has(points[end - 1] ?? '')) end -= 1;
  return points.slice(start, end).join('');
}

function repeat(text: string, count: number): string {
  if (count < 0) throw new FunctionError('strings: negative Repeat count');
  if (text.length * count > largestText) throw new FunctionError('the repeated text is too long');
  return text.repeat(count);
}

function substring(start: number, end: number, text: string): string {
  const size = utf8Length(text);
  if (start < 0) return end > size ? text : sliceBytes(text, 0, bounded(0, end, size));
  if (end < 0 || end > size) return sliceBytes(text, bounded(0, start, size));
  return sliceBytes(text, bounded(0, start, end), end);
}

function bounded(least: number, value: number, most: number): number {
  if (value < least || value > most) {
    throw new FunctionError(`runtime error: slice bounds out of range [${value}:${most}]`);
  }
  return value;
}

function truncate(count: number, text: string): string {
  const size = toBytes(text).length;
  if (count < 0) return size + count > 0 ? sliceBytes(text, size + count) : text;
  return size > count ? sliceBytes(text, 0, count) : text;
}

function indent(text: string, width: number): string {
  const space = repeat(' ', width);
  return space + text.replaceAll('\n', `\n${space}`);
}

function replaceAll(text: string, from: string, to: string): string {
  if (from !== '') return text.split(from).join(to);
  const points = [...text];
  return to + points.map((point) => point + to).join('');
}

function splitText(text: string, separator: string): readonly string[] {
  return separator === '' ? [...text] : text.split(separator);
}

function splitLimited(text: string, separator: string, count: number): readonly string[] {
  if (count === 0) return [];
  const parts = splitText(text, separator);
  if (count < 0 || parts.length <= count) return parts;
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}

function numbered(parts: readonly string[]): Record<string, string> {
  return stringMap(Object.fromEntries(parts.map((part, index) => [`_${index}`, part])));
}

const isSpace = (letter: string) => /[\s\u0085]/.test(letter);

/** Sprig takes each byte for a letter, and so do we. */
function byteLetters(text: string): string[] {
  return Array.from(toBytes(text), (byte) => String.fromCharCode(byte));
}

function withoutSpaces(text: string): string {
  return byteLetters(text)
    .filter((letter) => !isSpace(letter))
    .join('');
}

function initials(text: string): string {
  const letters = byteLetters(text);
  return letters
    .filter(
      (letter, index) => !isSpace(letter) && (index === 0 || isSpace(letters[index - 1] ?? '')),
    )
    .join('');
}
