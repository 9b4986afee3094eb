import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceTree, TreeEntry } from '@infraforge/stacks';

/** The files below a folder, read once, under other content where `changed` says so. */
export function memoryTree(
  root: string,
  changed: ReadonlyMap<string, string> = new Map(),
): SourceTree {
  const { files, folders } = loadedTree(root);
  return {
    read: (path) => changed.get(path) ?? files.get(path),
    isFile: (path) => files.has(path) || changed.has(path),
    isDirectory: (path) => folders.has(path),
    list: (path) => folders.get(path) ?? [],
  };
}

type Loaded = {
  readonly files: ReadonlyMap<string, string>;
  readonly folders: ReadonlyMap<string, readonly TreeEntry[]>;
};
const loaded = new Map<string, Loaded>();

function loadedTree(root: string): Loaded {
  const known = loaded.get(root);
  if (known) return known;
  const files = new Map<string, string>();
  const folders = new Map<string, readonly TreeEntry[]>();
  const visit = (folder: string) => {
    const entries = readdirSync(folder, { withFileTypes: true })
      .map((entry) => ({ name: entry.name, directory: entry.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    folders.set(folder, entries);
    for (const { name, directory } of entries) {
      const path = join(folder, name);
      if (directory) visit(path);
      else files.set(path, readFileSync(path, 'utf8'));
    }
  };
  visit(root);
  const result = { files, folders };
  loaded.set(root, result);
  return result;
}
