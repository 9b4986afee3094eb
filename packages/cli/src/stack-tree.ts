import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformError } from '@infraforge/kernel';
import type { SourceTree, TreeEntry } from '@infraforge/stacks';

const maxFileBytes = 8 * 1024 * 1024;

/** The files of this machine, each read once. A link is followed only to a place below `root`. */
export function stackTree(root: string): SourceTree {
  const texts = new Map<string, string | undefined>();
  const folders = new Map<string, readonly TreeEntry[]>();
  // The folder itself may be reached through a link.
  const realRoot = realpathSync(root);
  const inside = (path: string) => {
    try {
      const real = realpathSync(path);
      return !path.startsWith(root) || real === realRoot || real.startsWith(`${realRoot}/`);
    } catch {
      return false;
    }
  };
  const stat = (path: string): Stats | undefined => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found && inside(path) ? found : undefined;
  };
  const readText = (path: string) => {
    const found = stat(path);
    if (!found?.isFile()) return undefined;
    if (found.size > maxFileBytes) {
      throw new PlatformError('stacks.too-large', `${path} is larger than ${maxFileBytes} bytes`);
    }
    return readFileSync(path, 'utf8');
  };
  return {
    read: (path) => {
      if (!texts.has(path)) texts.set(path, readText(path));
      return texts.get(path);
    },
    isFile: (path) => stat(path)?.isFile() ?? false,
    isDirectory: (path) => stat(path)?.isDirectory() ?? false,
    list: (path) => {
      const known = folders.get(path);
      if (known) return known;
      const entries = stat(path)?.isDirectory() ? readEntries(path, stat) : [];
      folders.set(path, entries);
      return entries;
    },
  };
}

function readEntries(
  path: string,
  stat: (path: string) => Stats | undefined,
): readonly TreeEntry[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.isSymbolicLink() || stat(join(path, entry.name)) !== undefined)
    .map((entry) => ({
      name: entry.name,
      directory: entry.isSymbolicLink()
        ? stat(join(path, entry.name))?.isDirectory() === true
        : entry.isDirectory(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
