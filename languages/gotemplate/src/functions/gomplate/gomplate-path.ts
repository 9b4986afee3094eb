import { typedList } from '../../values.ts';
import { define, defineVariadic, type FunctionMap } from '../define.ts';
import { pathFunctions } from '../sprig-path.ts';
import { toText } from './gomplate-convert.ts';

const sprig = (name: string) => define(['any'], (path) => pathFunctions[name]?.call(toText(path)));

/** gomplate's `path` and `filepath`; paths have slashes. */
export const pathNamespace: FunctionMap = {
  Base: sprig('base'),
  Clean: sprig('clean'),
  Dir: sprig('dir'),
  Ext: sprig('ext'),
  FromSlash: define(['any'], toText),
  IsAbs: sprig('isAbs'),
  Join: defineVariadic(['any'], (...parts: unknown[]) => {
    const given = parts.map(toText).filter((part) => part !== '');
    return given.length === 0 ? '' : pathFunctions.clean?.call(given.join('/'));
  }),
  Match: define(['any', 'any'], (pattern, name) => globMatches(toText(pattern), toText(name))),
  Split: define(['any'], (path) => {
    const text = toText(path);
    const at = text.lastIndexOf('/') + 1;
    return typedList('[]string', [text.slice(0, at), text.slice(at)]);
  }),
  ToSlash: define(['any'], toText),
};

/** path.Match: `*` and `?` stop at slashes. Linear in the name for each star, without a regular expression. */
function globMatches(pattern: string, name: string): boolean {
  let [p, n, star, mark] = [0, 0, -1, 0];
  while (n < name.length) {
    const step = stepAt(pattern, p, name[n] ?? '');
    if (pattern[p] === '*') {
      [star, mark] = [p, n];
      p += 1;
    } else if (step > 0) {
      p += step;
      n += 1;
    } else if (star !== -1 && name[mark] !== '/') {
      mark += 1;
      [p, n] = [star + 1, mark];
    } else return false;
  }
  return /^\**$/.test(pattern.slice(p));
}

/** How far one letter leads in the pattern; 0 when it does not fit. */
function stepAt(pattern: string, at: number, letter: string): number {
  const sign = pattern[at];
  if (sign === '?') return letter === '/' ? 0 : 1;
  if (sign === '\\') return pattern[at + 1] === letter ? 2 : 0;
  if (sign !== '[') return sign === letter ? 1 : 0;
  const end = pattern.indexOf(']', at + 2);
  if (end === -1 || letter === '/') return 0;
  const negated = pattern[at + 1] === '^';
  const set = pattern.slice(at + (negated ? 2 : 1), end);
  const inside = [...set.matchAll(/(.)-(.)|(.)/gs)].some(([, low, high, one]) =>
    one === undefined ? letter >= (low ?? '') && letter <= (high ?? '') : letter === one,
  );
  return inside === negated ? 0 : end - at + 1;
}
