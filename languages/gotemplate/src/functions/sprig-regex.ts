import { RE2JS } from 're2js';
import { FunctionError } from '../problem.ts';
import { nilList, typedList } from '../values.ts';
import { define, type FunctionMap } from './define.ts';

/** Sprig's regular expressions, in linear time as in Go. */
export const regexFunctions: FunctionMap = {
  ...family('regex', (pattern, message) => `regexp: Compile(\`${pattern}\`): ${message}`),
  ...family('mustRegex', (_pattern, message) => message),
  // This one swallows what is wrong with the pattern.
  regexMatch: define(['string', 'string'], matchesOrNot),
  regexQuoteMeta: define(['string'], (text: string) => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
};

type Wording = (pattern: string, message: string) => string;

/** The functions under their plain names, which panic in Go, and as `must…`, which return an error. */
function family(prefix: string, wording: Wording): FunctionMap {
  const all = (pattern: string, text: string, count: number) =>
    matches(compile(pattern, wording), text, count);
  return {
    [`${prefix}Match`]: define(['string', 'string'], (pattern, text) =>
      compile(pattern, wording).matcher(text).find(),
    ),
    [`${prefix}Find`]: define(
      ['string', 'string'],
      (pattern, text) => all(pattern, text, 1)[0]?.text ?? '',
    ),
    [`${prefix}FindAll`]: define(['string', 'string', 'int'], (pattern, text, count) =>
      textsOf(all(pattern, text, Number(count))),
    ),
    [`${prefix}ReplaceAll`]: define(['string', 'string', 'string'], (pattern, text, replacement) =>
      replace(text, all(pattern, text, -1), (match) => expand(replacement, match)),
    ),
    [`${prefix}ReplaceAllLiteral`]: define(
      ['string', 'string', 'string'],
      (pattern, text, replacement) => replace(text, all(pattern, text, -1), () => replacement),
    ),
    [`${prefix}Split`]: define(['string', 'string', 'int'], (pattern, text, count) =>
      typedList('[]string', split(pattern, text, all(pattern, text, Number(count)), Number(count))),
    ),
  };
}

type Match = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly groups: readonly (string | undefined)[];
  readonly names: Readonly<Record<string, number>>;
};

/** Go answers nil when nothing matches. */
function textsOf(found: readonly Match[]): unknown[] {
  if (found.length === 0) return nilList('[]string');
  return typedList(
    '[]string',
    found.map(({ text }) => text),
  );
}

function matchesOrNot(pattern: string, text: string): boolean {
  try {
    return RE2JS.compile(pattern).matcher(text).find();
  } catch {
    return false;
  }
}

function compile(pattern: string, wording: Wording): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    throw new FunctionError(
      wording(pattern, error instanceof Error ? error.message : String(error)),
    );
  }
}

/** At most `count` matches; all of them when it is negative. An empty match right behind another one does not count. */
function matches(compiled: RE2JS, text: string, count: number): readonly Match[] {
  const names = compiled.namedGroups();
  const matcher = compiled.matcher(text);
  const found: Match[] = [];
  let position = 0;
  let lastEnd = -1;
  while (position <= text.length && (count < 0 || found.length < count) && matcher.find(position)) {
    const [start, end] = [matcher.start(), matcher.end()];
    if (start !== end || start !== lastEnd) {
      const groups = Array.from(
        { length: matcher.groupCount() + 1 },
        (_, index) => matcher.group(index) ?? undefined,
      );
      found.push({ start, end, text: text.slice(start, end), groups, names });
    }
    lastEnd = end;
    position = end > start ? end : end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
  }
  return found;
}

function replace(
  text: string,
  found: readonly Match[],
  replacement: (match: Match) => string,
): string {
  let result = '';
  let position = 0;
  for (const match of found) {
    result += text.slice(position, match.start) + replacement(match);
    position = match.end;
  }
  return result + text.slice(position);
}

/** `$1`, `${1}`, `$name`, `$$` of a template (regexp.Expand). */
function expand(template: string, match: Match): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    if (whole === '$$') return '$';
    const name = braced ?? bare ?? '';
    const index = /^\d+$/.test(name) ? Number(name) : match.names[name];
    return index === undefined ? '' : (match.groups[index] ?? '');
  });
}

function split(
  pattern: string,
  text: string,
  found: readonly Match[],
  count: number,
): readonly string[] {
  if (count === 0) return [];
  if (pattern !== '' && text === '') return [''];
  const parts: string[] = [];
  let begin = 0;
  let end = 0;
  for (const match of found) {
    if (count > 0 && parts.length === count - 1) break;
    end = match.start;
    if (match.end !== 0) parts.push(text.slice(begin, end));
    begin = match.end;
  }
  if (end !== text.length) parts.push(text.slice(begin));
  return parts;
}
