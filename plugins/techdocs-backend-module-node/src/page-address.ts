import { posix } from 'node:path';

/** Where a page is served, relative to the site: `''` for index.md, `guide/start/` for guide/start.md, `guide/` for guide/index.md or guide/README.md. */
export function locationOf(file: string): string {
  const path = file.replace(/\.md$/, '');
  const name = posix.basename(path);
  const folder = posix.dirname(path) === '.' ? '' : `${posix.dirname(path)}/`;
  return name === 'index' || name === 'README' ? folder : `${folder}${name}/`;
}

/** The way from one place of the site to another, as a relative URL. */
export function relativeUrl(from: string, to: string): string {
  const up = '../'.repeat(from.split('/').length - 1);
  return up + to || './';
}

/**
 * Where a link of a page leads. A link to another page's file becomes one to its address, one to another file keeps its
 * place below the site; what is absolute stays. `missing` names a file that does not exist.
 */
export function resolveLink(
  href: string,
  page: string,
  exists: (file: string) => boolean,
): { readonly href: string; readonly missing?: string } {
  if (/^([a-z][a-z0-9+.-]*:|\/|#)/i.test(href) || href === '') return { href };
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/.exec(href) ?? [];
  if (path === '') return { href };
  const target = posix.normalize(posix.join(posix.dirname(page), decoded(path)));
  const address = relativeUrl(
    locationOf(page),
    target.endsWith('.md') ? locationOf(target) : target,
  );
  const result = { href: encodeURI(address) + rest };
  return exists(target) || target.endsWith('/') ? result : { ...result, missing: target };
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
