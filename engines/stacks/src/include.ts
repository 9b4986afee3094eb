import { isAbsolute, join } from 'node:path/posix';
import { refuse } from './failure.ts';
import type { StackWorld } from './ports.ts';
import { type IncludeReader, readYaml } from './read-yaml.ts';
import type { AtmosConfig } from './types.ts';

/** Answers `!include` in one file: JSON and YAML as data, everything else as text. */
export function createIncludeReader(
  world: StackWorld,
  config: AtmosConfig,
  from: string,
): IncludeReader {
  return (argument, raw) => {
    const [written = '', query] = argument.split(/\s+(.*)/s);
    const path = written.replace(/^(['"])(.*)\1$/, '$2');
    const file = candidates(world, config, { path, from }).find((each) => world.tree.isFile(each));
    if (file === undefined) {
      throw refuse(
        'include',
        `${path} does not exist`,
        'Paths that begin with ./ count from the manifest.',
      );
    }
    const text = world.tree.read(file) ?? '';
    if (raw || !/\.(?:ya?ml|json)$/.test(file)) return text;
    const value = file.endsWith('.json') ? JSON.parse(text) : readYaml(text, file);
    return query === undefined ? value : select(value, query.trim());
  };
}

function candidates(
  world: StackWorld,
  config: AtmosConfig,
  { path, from }: { readonly path: string; readonly from: string },
): readonly string[] {
  if (isAbsolute(path)) return [path];
  if (path.startsWith('./') || path.startsWith('../')) return [join(from, '..', path)];
  return [join(world.workingDirectory, path), join(config.basePath, path)];
}

/** The part of a value that a plain path (`.a.b[0]`, as yq writes it) names; null where there is none. */
export function select(value: unknown, query: string): unknown {
  let current = value;
  for (const match of query.matchAll(/\.?(?:\["([^"]+)"\]|\[(\d+)\]|([\w-]+))/g)) {
    const key = match[1] ?? match[2] ?? match[3] ?? '';
    if (typeof current !== 'object' || current === null) return null;
    current = (current as Record<string, unknown>)[key] ?? null;
  }
  return current;
}
