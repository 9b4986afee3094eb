import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '@infraforge/yaml';

/** One conformance case: what the real code answers and what ours does; they are compared as canonical JSON. */
export type Case = {
  readonly name: string;
  /** Why it is not run; undefined when it is. */
  readonly skip?: string | undefined;
  run(): Promise<{ readonly expected: unknown; readonly actual: unknown }>;
};

/** A YAML file as Go reads it: the last of repeated keys counts. */
export function readYaml(file: string): unknown {
  return parseYaml(readFileSync(file, 'utf8'), { file, duplicateKeys: 'last' });
}

/** All YAML files of a folder, parsed, sorted by name. */
export function readFolder<T>(folder: string): readonly T[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readYaml(join(folder, name)) as T);
}
