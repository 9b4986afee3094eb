import { parseYaml } from '@infraforge/yaml';
import { isRecord, textOf } from './data.ts';
import { type FieldPlace, findPlaces, splitDottedPath, valueAt, writeAt } from './field-path.ts';
import { type Layer, readText } from './layer.ts';
import { failure } from './problem.ts';
import { allIds, isSelected, type Resource } from './resource.ts';
import {
  type FieldOptions,
  type ReplacementEntry,
  replacementsSchema,
  type Selector,
} from './schema.ts';
import { matchingLabels } from './select.ts';

const defaultFieldPath = 'metadata.name';

type Target = NonNullable<ReplacementEntry['targets']>[number];
type Where = { readonly file: string; readonly path: string };

/** `replacements`: copies a value of one object into fields of others. Throws BuildFailure. */
export async function applyReplacements(layer: Layer): Promise<void> {
  for (const [index, entry] of (layer.kustomization.replacements ?? []).entries()) {
    const where = { file: layer.file, path: `replacements.${index}` };
    for (const replacement of await loadReplacements(layer, entry, where)) {
      const value = sourceValue(layer, replacement, where);
      for (const target of replacement.targets ?? []) applyTarget(layer, value, { target, where });
    }
  }
}

async function loadReplacements(
  layer: Layer,
  entry: ReplacementEntry,
  where: Where,
): Promise<readonly ReplacementEntry[]> {
  if (entry.path === undefined) return [entry];
  const text = await readText(layer, entry.path, where.path);
  const data = parseYaml(text, { file: entry.path });
  const parsed = replacementsSchema.safeParse(Array.isArray(data) ? data : [data]);
  if (parsed.success) return parsed.data;
  throw failure(
    'replacements',
    `${entry.path}: ${parsed.error.issues[0]?.message ?? 'not valid'}`,
    where,
  );
}

function sourceValue(
  layer: Layer,
  { source, sourceValue: text }: ReplacementEntry,
  where: Where,
): unknown {
  if (text !== undefined) return text;
  if (!source) throw failure('replacements', 'A replacement needs a source', where);
  const matches = layer.list.items.filter((resource) => hasId(resource, source));
  const [match, second] = matches;
  if (!match || second) {
    throw failure('replacements', `The source matches ${matches.length} objects instead of one`, {
      ...where,
      hint: 'Name kind and name of one object of this build.',
    });
  }
  const path = source.fieldPath || defaultFieldPath;
  const [place] = findPlaces(match.data, splitDottedPath(path), false);
  if (!place) throw failure('replacements', `The source has no field ${path}`, where);
  return partOf(valueAt(place), source.options, where);
}

function partOf(value: unknown, options: FieldOptions | undefined, where: Where): unknown {
  if (!options?.delimiter) return value;
  if (typeof value === 'object') {
    throw failure('replacements', 'A delimiter needs a single value, not a map or list', where);
  }
  const index = options.index ?? 0;
  const part = textOf(value).split(options.delimiter)[index];
  if (part === undefined || index < 0) {
    throw failure('replacements', `The source has no part ${index}`, where);
  }
  return part;
}

type Use = { readonly target: Target; readonly where: Where };

function applyTarget(layer: Layer, value: unknown, { target, where }: Use): void {
  if (!target.select) throw failure('replacements', 'A target needs select', where);
  const selected = (selector: Selector) =>
    matchingLabels(layer.list.items, selector, layer.file).filter((each) => hasId(each, selector));
  const rejected = new Set((target.reject ?? []).flatMap(selected));
  const paths = target.fieldPaths?.length ? target.fieldPaths : [defaultFieldPath];
  for (const resource of selected(target.select)) {
    if (rejected.has(resource)) continue;
    for (const path of paths) {
      const places = findPlaces(
        resource.data,
        splitDottedPath(path),
        target.options?.create ?? false,
      );
      if (places.length === 0) {
        throw failure('replacements', `A target has no field ${path}`, {
          ...where,
          hint: 'Check the path, or set options.create.',
        });
      }
      for (const place of places) setValue(place, value, { options: target.options, where });
    }
  }
}

type Setting = { readonly options: FieldOptions | undefined; readonly where: Where };

function setValue(place: FieldPlace, value: unknown, { options, where }: Setting): void {
  const old = valueAt(place);
  if (!options?.delimiter) {
    writeAt(place, inTypeOf(old, structuredClone(value)));
    return;
  }
  if (typeof old === 'object' && old !== null) {
    throw failure('replacements', 'A delimiter needs a single value, not a map or list', where);
  }
  const parts = textOf(old).split(options.delimiter);
  const index = options.index ?? 0;
  if (index < 0) parts.unshift(textOf(value));
  else if (index >= parts.length) parts.push(textOf(value));
  else parts[index] = textOf(value);
  writeAt(place, parts.join(options.delimiter));
}

/** A text stays a text when a number replaces it: only the value is copied, not its type. */
function inTypeOf(old: unknown, value: unknown): unknown {
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  if (typeof old === 'string' && old !== '' && scalar) return String(value);
  if (typeof old === 'number' && typeof value === 'string' && value.trim() !== '') {
    const number = Number(value);
    return Number.isNaN(number) ? value : number;
  }
  return value;
}

function hasId(resource: Resource, selector: Selector): boolean {
  return (
    isRecord(resource.data) &&
    allIds(resource).some(
      (id) =>
        isSelected(id, selector) &&
        (!selector.name || selector.name === id.name) &&
        (!selector.namespace || selector.namespace === id.namespace),
    )
  );
}
