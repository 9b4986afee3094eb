import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';

/** An entity of the catalog's content and the file that it stands in, relative to the root. */
export type FoundEntity = { readonly entity: Entity; readonly file: string };

/** Every entity that can be reached from a Location file, as the catalog itself would find them. */
export function entitiesFrom(
  root: string,
  file: string,
  seen: ReadonlySet<string> = new Set(),
): readonly FoundEntity[] {
  if (seen.has(file)) return [];
  return readEntities(root, file).flatMap(({ entity }) => {
    const targets = entity.kind === 'Location' ? (entity.spec?.targets as string[]) : [];
    const files = targets.flatMap((target) => {
      const found = globSync(normalize(join(dirname(file), target)), { cwd: root }).sort();
      if (found.length === 0) throw new Error(`${file}: there is nothing at ${target}`);
      return found;
    });
    return [
      { entity, file },
      ...files.flatMap((next) => entitiesFrom(root, next, new Set([...seen, file]))),
    ];
  });
}

/** The entities of one file. Throws on YAML that is not valid. */
export function readEntities(root: string, file: string): readonly FoundEntity[] {
  return parseAllDocuments(readFileSync(join(root, file), 'utf8')).map((document) => {
    const [error] = document.errors;
    if (error) throw new Error(`${file}: ${error.message}`);
    return { entity: document.toJS() as Entity, file };
  });
}

/** Every file below a folder that looks like one with entities in it. */
export function entityFiles(root: string, folder: string): readonly string[] {
  return globSync(`${folder}/**/*.yaml`, { cwd: root })
    .filter((file) => /^apiVersion: backstage\.io\//m.test(readFileSync(join(root, file), 'utf8')))
    .map((file) => relative('.', file))
    .sort();
}
