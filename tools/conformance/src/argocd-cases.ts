import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

/** One conformance case: what the real code answers and what ours does; they are compared as canonical JSON. */
export type Case = {
  readonly name: string;
  /** Why it is not run; undefined when it is. */
  readonly skip?: string | undefined;
  run(): Promise<{ readonly expected: unknown; readonly actual: unknown }>;
};

/** A YAML file as Go reads it: the last of repeated keys counts, `y` and `no` are booleans, times stay text. */
export function readYaml(file: string): unknown {
  const document = parseDocument(readFileSync(file, 'utf8'), {
    version: '1.1',
    uniqueKeys: false,
    schema: 'yaml-1.1',
    customTags: (tags) =>
      tags.filter(
        (tag) =>
          tag !== 'timestamp' && (tag as { tag?: string }).tag !== 'tag:yaml.org,2002:timestamp',
      ),
    merge: true,
  });
  return document.toJS({ maxAliasCount: 1000 });
}

/** All YAML files of a folder, parsed, sorted by name. */
export function readFolder<T>(folder: string): readonly T[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readYaml(join(folder, name)) as T);
}
