import type { SourceTree } from './ports.ts';

/** A tree whose files stand in memory: for tests and for changes that are not committed yet. */
export function memoryTree(files: Readonly<Record<string, string | Uint8Array>>): SourceTree {
  const encoder = new TextEncoder();
  const contents = new Map<string, Uint8Array>();
  const directories = new Map<string, Set<string>>([['', new Set()]]);
  for (const [path, content] of Object.entries(files)) {
    contents.set(path, typeof content === 'string' ? encoder.encode(content) : content);
    const parts = path.split('/');
    for (let length = parts.length; length > 0; length -= 1) {
      const parent = parts.slice(0, length - 1).join('/');
      const names = directories.get(parent) ?? new Set();
      names.add(parts[length - 1] ?? '');
      directories.set(parent, names);
    }
  }
  return {
    read: async (path) => contents.get(path),
    kindOf: async (path) =>
      contents.has(path) ? 'file' : directories.has(path) ? 'directory' : 'none',
    list: async (path) => [...(directories.get(path) ?? [])].sort(),
  };
}
