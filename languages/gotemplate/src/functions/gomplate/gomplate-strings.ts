import { codePointsOf } from '../../bytes.ts';
import { quoteString } from '../../format/quote.ts';
import { FunctionError } from '../../problem.ts';
import { compareStrings, goInt, typedList, typeName } from '../../values.ts';
import { define, defineVariadic, type FunctionMap } from '../define.ts';
import { title } from '../letter-case.ts';
import { stringFunctions } from '../sprig-strings.ts';
import { abbreviate, wrap } from '../text-layout.ts';
import { listOf, toInt64, toText, wrongCount } from './gomplate-convert.ts';

const words = (items: readonly string[]) => typedList('[]string', items);

/** gomplate's `strings`. The text that is worked on comes last, so that it can be piped in. */
export const stringsNamespace: FunctionMap = {
  Abbrev: defineVariadic(['any'], (...given: unknown[]) => {
    if (given.length !== 2) throw wrongCount('2 or 3', given.length);
    return abbreviate(toText(given[1]), Number(toInt64(given[0])));
  }),
  Contains: define(['string', 'any'], (part: string, text) => toText(text).includes(part)),
  HasPrefix: define(['string', 'any'], (part: string, text) => toText(text).startsWith(part)),
  HasSuffix: define(['string', 'any'], (part: string, text) => toText(text).endsWith(part)),
  Indent: defineVariadic(['any'], (...given: unknown[]) => indentText(given)),
  Quote: define(['any'], (text) => quoteString(toText(text))),
  Repeat: define(['int', 'any'], (count, text) => repeat(Number(count), toText(text))),
  ReplaceAll: define(['string', 'string', 'any'], (from: string, to: string, text) =>
    toText(text).replaceAll(from, () => to),
  ),
  RuneCount: defineVariadic(['any'], (...given: unknown[]) =>
    goInt(codePointsOf(given.map(toText).join('')).length),
  ),
  ShellQuote: define(['any'], shellQuote),
  Slug: define(['any'], (text) => slug(toText(text))),
  Sort: define(['any'], (list) => words(listOf(list).map(toText).sort(compareStrings))),
  Split: define(['string', 'any'], (separator: string, text) =>
    words(toText(text).split(separator)),
  ),
  SplitN: define(['string', 'int', 'any'], (separator: string, count, text) =>
    words(splitAtMost(toText(text), separator, Number(count))),
  ),
  Squote: define(['any'], (text) => `'${toText(text).replaceAll("'", "''")}'`),
  Title: define(['any'], (text) => title(toText(text).toLowerCase())),
  ToLower: define(['any'], (text) => toText(text).toLowerCase()),
  ToUpper: define(['any'], (text) => toText(text).toUpperCase()),
  Trim: define(['string', 'any'], (letters: string, text) => trimLetters(toText(text), letters)),
  TrimPrefix: define(['string', 'any'], (part: string, text) =>
    toText(text).startsWith(part) ? toText(text).slice(part.length) : toText(text),
  ),
  TrimSpace: define(['any'], (text) => toText(text).trim()),
  TrimSuffix: define(['string', 'any'], (part: string, text) =>
    part !== '' && toText(text).endsWith(part) ? toText(text).slice(0, -part.length) : toText(text),
  ),
  Trunc: define(['int', 'any'], (length, text) =>
    Number(length) < 0 ? toText(text) : toText(text).slice(0, Number(length)),
  ),
  WordWrap: defineVariadic(['any'], (...given: unknown[]) => wordWrap(given)),
  ...cased({ CamelCase: 'camelcase', SnakeCase: 'snakecase', KebabCase: 'kebabcase' }),
};

function cased(names: Readonly<Record<string, string>>): FunctionMap {
  return Object.fromEntries(
    Object.entries(names).map(([name, sprig]) => [
      name,
      define(['any'], (text) => stringFunctions[sprig]?.call(toText(text))),
    ]),
  );
}

function repeat(count: number, text: string): string {
  if (count < 0) throw new FunctionError(`negative count ${count}`);
  if (count * text.length > 2 ** 24) throw new FunctionError(`count ${count} too long`);
  return text.repeat(count);
}

function indentText(given: readonly unknown[]): string {
  const text = toText(given.at(-1));
  let [width, space] = [1, ' '];
  if (given.length === 2) {
    if (typeof given[0] === 'string') space = given[0];
    else width = Number(toInt64(given[0]));
  } else if (given.length === 3) {
    width = Number(toInt64(given[0]));
    if (typeof given[1] !== 'string')
      throw new FunctionError('Indent: invalid arguments: the second must be a text');
    space = given[1];
  } else if (given.length !== 1) throw wrongCount('1, 2 or 3', given.length);
  if (width <= 0 || space.includes('\n')) return text;
  const lines = text.split('\n');
  const indented = lines.map((line, index) =>
    line === '' && index === lines.length - 1 ? line : repeat(width, space) + line,
  );
  return indented.join('\n');
}

function wordWrap(given: readonly unknown[]): string {
  if (given.length === 0 || given.length > 3) throw wrongCount('1, 2 or 3', given.length);
  const [first, second] = given;
  const width = given.length > 1 && typeof first !== 'string' ? Number(toInt64(first)) : 80;
  const named = given.length === 3 ? second : given.length === 2 ? first : undefined;
  const separator = typeof named === 'string' ? named : '\n';
  return wrap(toText(given.at(-1)), { width, separator, breakWords: false });
}

function splitAtMost(text: string, separator: string, count: number): string[] {
  if (count === 0) return [];
  const parts = text.split(separator);
  if (count < 0 || parts.length <= count) return parts;
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}

function trimLetters(text: string, letters: string): string {
  let [start, end] = [0, text.length];
  while (start < end && letters.includes(text[start] ?? '')) start += 1;
  while (end > start && letters.includes(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end);
}

/** gomplate prints the elements of a list that is not of texts as what they are to Go's reflection. */
function shellQuote(value: unknown): string {
  const quote = (text: string) => `'${text.replaceAll("'", `'"'"'`)}'`;
  if (!Array.isArray(value)) return quote(toText(value));
  const isText = typeName(value) === '[]string';
  return value.map((item) => quote(isText ? toText(item) : '<interface {} Value>')).join(' ');
}

const substitutions: Readonly<Record<string, string>> = {
  '&': 'and',
  '@': 'at',
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
};

/** gosimple/slug: words of letters and digits with dashes between them. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[&@ßæøłđ]/gu, (letter) =>
      /[&@]/.test(letter) ? ` ${substitutions[letter]} ` : (substitutions[letter] ?? ''),
    )
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
}
