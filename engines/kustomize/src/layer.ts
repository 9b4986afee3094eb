import type { Problem } from '@infraforge/kernel';
import { isBelow, resolvePath } from './path.ts';
import type { SourceTree } from './ports.ts';
import { failure } from './problem.ts';
import type { ResourceList } from './resource-list.ts';
import type { Rules } from './rules.ts';
import type { Kustomization } from './schema.ts';
import type { BoundVariable } from './variables.ts';

/** One kustomization while its steps run. */
export type Layer = {
  readonly tree: SourceTree;
  readonly directory: string;
  /** The kustomization's file: what problems point at. */
  readonly file: string;
  readonly kustomization: Kustomization;
  readonly list: ResourceList;
  /** The field rules in force: built in, and those of `configurations` of this layer and the layers below. */
  readonly rules: Rules;
  /** The `vars` of this layer and those below. */
  readonly variables: BoundVariable[];
  readonly warnings: Problem[];
};

/** A file that the kustomization names. Throws BuildFailure when it is missing or lies outside the kustomization. */
export async function readFile(layer: Layer, path: string, field: string): Promise<Uint8Array> {
  const full = resolvePath(layer.directory, path);
  const where = { file: layer.file, path: field };
  if (full === undefined || !isBelow(full, layer.directory) || path.startsWith('/')) {
    throw failure('outside-root', `"${path}" lies outside of the kustomization's directory`, {
      ...where,
      hint: 'Move the file into the directory, or make it a base.',
    });
  }
  const content = await layer.tree.read(full);
  if (!content) throw failure('file-missing', `The file "${path}" does not exist`, where);
  return content;
}

/** As readFile, decoded as UTF-8. */
export async function readText(layer: Layer, path: string, field: string): Promise<string> {
  return new TextDecoder().decode(await readFile(layer, path, field));
}
