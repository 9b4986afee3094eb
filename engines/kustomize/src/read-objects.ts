import { goYaml3Dialect, parseYamlDocuments } from '@infraforge/yaml';
import { type Data, isRecord, textOf } from './data.ts';
import { BuildFailure, failure, problemsOf } from './problem.ts';

/**
 * The objects of a manifest's text, with the members of Lists in their place. Throws BuildFailure with all documents
 * that are not objects.
 */
export function readObjects(text: string, file: string): readonly Data[] {
  const objects: Data[] = [];
  const problems: BuildFailure[] = [];
  for (const { value, line } of parseYamlDocuments(text, { file, dialect: goYaml3Dialect })) {
    if (value === null || (isRecord(value) && Object.keys(value).length === 0)) continue;
    try {
      collect(value, { file, line }, objects);
    } catch (error) {
      problems.push(new BuildFailure(problemsOf(error)));
    }
  }
  if (problems.length > 0) throw new BuildFailure(problems.flatMap((each) => each.problems));
  return objects;
}

type Where = { readonly file: string; readonly line: number };

function collect(value: unknown, where: Where, objects: Data[]): void {
  if (!isRecord(value)) throw failure('not-an-object', 'The document is not a map', where);
  const kind = textOf(value.kind);
  if (kind === '') {
    throw failure('not-an-object', 'The object has no kind', {
      ...where,
      hint: 'Give it apiVersion, kind and metadata.name.',
    });
  }
  if (kind.endsWith('List') && Array.isArray(value.items)) {
    for (const item of value.items) collect(item, where, objects);
    return;
  }
  const name = isRecord(value.metadata) ? textOf(value.metadata.name) : '';
  if (name === '') {
    throw failure('not-an-object', `The ${kind} has no metadata.name`, {
      ...where,
      path: 'metadata.name',
    });
  }
  stringifyAnnotations(value);
  objects.push(value);
}

/** Annotations are strings; kustomize makes them so when it notes its own things beside them. */
function stringifyAnnotations({ metadata }: Data): void {
  const annotations = isRecord(metadata) ? metadata.annotations : undefined;
  if (!isRecord(annotations)) return;
  for (const [key, value] of Object.entries(annotations)) {
    if (typeof value === 'number' || typeof value === 'boolean') annotations[key] = String(value);
  }
}
