import { dirname } from 'node:path/posix';
import type { SourceTree, StackWorld } from '../ports.ts';

/** A world of these files below `/repo`, by their path in it. */
export function worldOf(files: Readonly<Record<string, string>>): StackWorld {
  return {
    tree: treeOf(files),
    workingDirectory: '/repo',
    gitRoot: '/repo',
    env: {},
    now: () => new Date('2026-11-24T12:00:00Z'),
  };
}

function treeOf(files: Readonly<Record<string, string>>): SourceTree {
  const texts = new Map(Object.entries(files).map(([path, text]) => [`/repo/${path}`, text]));
  const folders = new Map<string, Map<string, boolean>>();
  for (const path of texts.keys()) {
    let isDirectory = false;
    for (let at = path; at !== '/'; at = dirname(at)) {
      const entries = folders.get(dirname(at)) ?? new Map<string, boolean>();
      folders.set(dirname(at), entries.set(at.slice(at.lastIndexOf('/') + 1), isDirectory));
      isDirectory = true;
    }
  }
  return {
    read: (path) => texts.get(path),
    isFile: (path) => texts.has(path),
    isDirectory: (path) => folders.has(path),
    list: (path) =>
      [...(folders.get(path) ?? [])]
        .map(([name, directory]) => ({ name, directory }))
        .sort((left, right) => (left.name < right.name ? -1 : 1)),
  };
}
