import { join } from 'node:path/posix';
import type { SourceTree } from './ports.ts';

/** Whether a text has glob signs. */
export function isGlob(pattern: string): boolean {
  return /[*?[{]/.test(pattern);
}

/** A pattern of doublestar (`*`, `**`, `?`, `[…]`, `{a,b}`) as an expression over whole absolute paths. */
export function globExpression(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known) return known;
  const made = new RegExp(`^${translate(pattern)}$`);
  if (expressions.size > 1000) expressions.clear();
  expressions.set(pattern, made);
  return made;
}

const expressions = new Map<string, RegExp>();

function translate(pattern: string): string {
  let text = '';
  let depth = 0;
  for (let index = 0; index < pattern.length; index += 1) {
    const sign = pattern[index] ?? '';
    if (pattern.startsWith('**/', index) && (index === 0 || pattern[index - 1] === '/')) {
      if (!text.endsWith('(?:[^/]+/)*')) text += '(?:[^/]+/)*';
      index += 2;
    } else if (pattern.startsWith('**', index)) {
      text += '.*';
      index += 1;
    } else if (sign === '*') text += '[^/]*';
    else if (sign === '?') text += '[^/]';
    else if (sign === '{') {
      depth += 1;
      text += '(?:';
    } else if (sign === '}' && depth > 0) {
      depth -= 1;
      text += ')';
    } else if (sign === ',' && depth > 0) text += '|';
    else if (sign === '[' && pattern.indexOf(']', index) > index) {
      const end = pattern.indexOf(']', index);
      text += `[${pattern
        .slice(index + 1, end)
        .replace(/^!/, '^')
        .replaceAll('\\', '\\\\')}]`;
      index = end;
    } else text += sign.replace(/[.+^$()|\\[\]{}]/g, '\\$&');
  }
  return text + ')'.repeat(depth);
}

const maxVisited = 200_000;

/** Files that match an absolute pattern: of each folder first its own files, then its folders, all sorted. */
export function findFiles(tree: SourceTree, pattern: string): readonly string[] {
  if (!isGlob(pattern)) return tree.isFile(pattern) ? [pattern] : [];
  const fixed = pattern.slice(0, pattern.search(/[*?[{]/));
  const start = fixed.slice(0, fixed.lastIndexOf('/')) || '/';
  const depth = pattern.includes('**') ? 64 : pattern.slice(start.length).split('/').length;
  const expression = globExpression(pattern);
  const found: string[] = [];
  let visited = 0;
  const visit = (folder: string, level: number) => {
    const entries = tree.list(folder);
    visited += entries.length;
    if (visited > maxVisited) throw new RangeError(`More than ${maxVisited} files below ${start}`);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (!entry.directory && expression.test(path)) found.push(path);
    }
    if (level >= depth) return;
    for (const entry of entries) if (entry.directory) visit(join(folder, entry.name), level + 1);
  };
  visit(start, 1);
  return found;
}
