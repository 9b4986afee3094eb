import { RE2JS } from 're2js';

/**
 * True when the text matches a glob of Argo CD (gobwas/glob): `*` and `?` stop at the separators, `**` does not,
 * `[a-c]`, `[!a-c]`, `{one,two}`, `\\` escapes. A pattern that cannot be read matches nothing.
 */
export function matchesGlob(pattern: string, text: string, separators = ''): boolean {
  const expression = expressionOf(pattern, separators);
  if (expression === undefined) return false;
  try {
    return RE2JS.compile(`^(?:${expression})$`, RE2JS.DOTALL).matcher(text).matches();
  } catch {
    return false;
  }
}

/** The glob as an RE2 expression, undefined when a bracket is not closed. */
function expressionOf(pattern: string, separators: string): string | undefined {
  const one = separators === '' ? '.' : `[^${escaped(separators)}]`;
  let result = '';
  let depth = 0;
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index] ?? '';
    if (character === '*') {
      const many = pattern[index + 1] === '*';
      if (many) index += 1;
      result += many ? '.*' : `${one}*`;
    } else if (character === '?') result += one;
    else if (character === '\\') {
      index += 1;
      result += escaped(pattern[index] ?? '');
    } else if (character === '[') {
      const end = pattern.indexOf(']', index + 1);
      if (end === -1) return undefined;
      result += classOf(pattern.slice(index + 1, end));
      index = end;
    } else if (character === '{') {
      depth += 1;
      result += '(?:';
    } else if (character === '}' && depth > 0) {
      depth -= 1;
      result += ')';
    } else if (character === ',' && depth > 0) result += '|';
    else result += escaped(character);
  }
  return depth === 0 ? result : undefined;
}

function classOf(content: string): string {
  const negated = content.startsWith('!');
  const members = content.slice(negated ? 1 : 0).replaceAll(/[\\\]^[]/g, '\\$&');
  return `[${negated ? '^' : ''}${members}]`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
