import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceTree } from '@infraforge/kustomize';

/** The files below a folder; each is read once, so that a second build measures the engine and not the disk. */
export function diskTree(root: string): SourceTree {
  const contents = new Map<string, Uint8Array | undefined>();
  const kindOf = (path: string): 'file' | 'directory' | 'none' => {
    const stats = lstatSync(join(root, path), { throwIfNoEntry: false });
    return stats?.isFile() ? 'file' : stats?.isDirectory() ? 'directory' : 'none';
  };
  return {
    read: async (path) => {
      if (!contents.has(path)) {
        contents.set(path, kindOf(path) === 'file' ? readFileSync(join(root, path)) : undefined);
      }
      return contents.get(path);
    },
    kindOf: async (path) => kindOf(path),
    list: async (path) =>
      kindOf(path) === 'directory' ? readdirSync(join(root, path)).sort() : [],
  };
}
