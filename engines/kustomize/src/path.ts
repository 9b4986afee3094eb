/** A path below the root of the tree without `.` and `..`, or undefined when it leaves the root. */
export function resolvePath(directory: string, path: string): string | undefined {
  const parts: string[] = directory === '' ? [] : directory.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** Whether a path lies below a directory; '' is the root, below which everything lies. */
export function isBelow(path: string, directory: string): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory}/`);
}

/** True for what kustomize would fetch: URLs and the short forms of git hosts. */
export function isRemote(path: string): boolean {
  return (
    /^(?:[a-z][a-z0-9+.-]*:)/i.test(path) ||
    /^(?:git@|github\.com[/:]|gitlab\.com[/:]|bitbucket\.org[/:])/.test(path) ||
    path.includes('?ref=')
  );
}

/** A path as it is written from a directory: `../base/x.yaml`. */
export function relativePath(directory: string, path: string): string {
  const from = directory === '' ? [] : directory.split('/');
  const to = path.split('/');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common += 1;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}
