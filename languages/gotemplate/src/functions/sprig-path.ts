import { define, type FunctionMap } from './define.ts';

/** Sprig's functions on paths with slashes. */
export const pathFunctions: FunctionMap = {
  base: define(['string'], basename),
  dir: define(['string'], (path: string) => clean(path.slice(0, path.lastIndexOf('/') + 1))),
  clean: define(['string'], clean),
  ext: define(['string'], (path: string) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return name.includes('.') ? name.slice(name.lastIndexOf('.')) : '';
  }),
  isAbs: define(['string'], (path: string) => path.startsWith('/')),
};

function basename(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** path.Clean. */
function clean(path: string): string {
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push(part);
  }
  const joined = parts.join('/');
  return rooted ? `/${joined}` : joined || '.';
}
