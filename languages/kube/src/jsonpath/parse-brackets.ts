import { type Slice, wrongPath } from './nodes.ts';

/** `0`, `1:3`, `::2`: what stands in brackets that are neither a key nor a filter. */
export function parseIndex(text: string): Slice {
  const match = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text);
  if (!match) throw wrongPath(`invalid array index ${text}`);
  const [start, end, step] = [match[1], match[2]?.slice(1), match[3]?.slice(1)].map(numberOf);
  const single = match[2] === undefined || match[2] === '';
  const known = single ? (start ?? 0) + 1 : end;
  return {
    ...(start === undefined ? {} : { start }),
    ...(known === undefined ? {} : { end: known }),
    ...(step === undefined ? {} : { step }),
    single,
  };
}

function numberOf(text: string | undefined): number | undefined {
  if (!text) return undefined;
  if (text === '-') throw wrongPath('array index - is not a number');
  return Number(text);
}

type FilterText = {
  readonly left: string;
  readonly operator: string;
  readonly right: string | undefined;
  /** After the closing bracket. */
  readonly end: number;
};

/**
 * A filter from after `[?(` on. client-go knows one quoted text in it, and takes the first run of `!<>=` as the operator;
 * without one the path need only exist.
 */
export function parseFilterText(text: string, start: number): FilterText {
  let quote: string | undefined;
  let closed = false;
  let position = start;
  for (; ; position += 1) {
    const letter = text[position];
    if (letter === undefined || letter === '\n') throw wrongPath('unterminated filter');
    if (letter === '"' || letter === "'") {
      if (quote === undefined) quote = letter;
      else if (letter === quote && text[position - 1] !== '\\') closed = true;
    }
    if (letter === ')' && (quote !== undefined) === closed) break;
  }
  if (text[position + 1] !== ']') throw wrongPath('unclosed array expect ]');
  const content = text.slice(start, position);
  const match = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(content);
  const end = position + 2;
  if (!match) return { left: content, operator: 'exists', right: undefined, end };
  const [, left = '', operator = '', right] = match;
  return { left, operator, right, end };
}
