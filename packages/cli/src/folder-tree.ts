import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { SourceTree } from '@infraforge/kustomize';

/**
 * A folder of this machine as a tree of files. Links are not followed, and nothing outside of `root` is read, also not
 * through a link in the way to a file.
 */
export function folderTree(root: string): SourceTree {
  const realRoot = realpathSync(root);
  const place = (path: string): string | undefined => {
    const full = join(realRoot, path);
    try {
      const parent = path === '' ? realRoot : realpathSync(dirname(full));
      const inside = relative(realRoot, parent);
      return inside.startsWith('..') ? undefined : full;
    } catch {
      return undefined;
    }
  };
  const kindOf = (path: string): 'file' | 'directory' | 'none' => {
    const full = place(path);
    const found = full === undefined ? undefined : lstatSync(full, { throwIfNoEntry: false });
    if (found?.isFile()) return 'file';
    return found?.isDirectory() ? 'directory' : 'none';
  };
  return {
    kindOf: async (path) => kindOf(path),
    read: async (path) =>
      kindOf(path) === 'file' ? readFileSync(join(realRoot, path)) : undefined,
    list: async (path) =>
      kindOf(path) === 'directory' ? readdirSync(join(realRoot, path)).sort() : [],
  };
}

/** The folder above `start` that holds `.git`, else the root of the file system: what a build there may reach. */
export function repositoryRootOf(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (lstatSync(join(folder, '.git'), { throwIfNoEntry: false })) return folder;
    if (dirname(folder) === folder) return folder;
  }
}
