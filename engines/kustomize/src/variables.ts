import { type Data, isRecord, setOwn, textOf } from './data.ts';
import { splitFieldPath, visitFields } from './field-visit.ts';
import type { Layer } from './layer.ts';
import { failure } from './problem.ts';
import { allIds, currentId, isSelected, type Resource } from './resource.ts';
import type { VariableEntry } from './schema.ts';

/** A variable of `vars` with the object that it was bound to in its own layer. */
export type BoundVariable = {
  readonly name: string;
  readonly fieldPath: string;
  readonly resource: Resource | undefined;
  readonly file: string;
};

/** Binds the variables of a layer to objects, while their names are those of the layer. Throws BuildFailure. */
export function bindVariables(layer: Layer): void {
  for (const [index, entry] of (layer.kustomization.vars ?? []).entries()) {
    const path = `vars.${index}`;
    const where = { file: layer.file, path };
    if (layer.variables.some((variable) => variable.name === entry.name)) {
      throw failure('variable', `The variable ${entry.name} is there twice`, where);
    }
    const matches = layer.list.items.filter((resource) => isMeant(resource, entry));
    if (matches.length > 1) {
      throw failure('variable', `The variable ${entry.name} may mean ${matches.length} objects`, {
        ...where,
        hint: 'Name the namespace of the object in objref.',
      });
    }
    const fieldPath = entry.fieldref?.fieldpath ?? entry.fieldref?.fieldPath ?? 'metadata.name';
    layer.variables.push({ name: entry.name, fieldPath, resource: matches[0], file: layer.file });
  }
}

function isMeant(resource: Resource, { objref }: VariableEntry): boolean {
  const slash = objref.apiVersion?.indexOf('/') ?? -1;
  const group = objref.group ?? (slash > 0 ? objref.apiVersion?.slice(0, slash) : undefined);
  const version = objref.version ?? objref.apiVersion?.slice(slash + 1);
  return allIds(resource).some(
    (id) =>
      id.name === objref.name &&
      isSelected(id, { group, version, kind: objref.kind }) &&
      (!objref.namespace || id.namespace === objref.namespace),
  );
}

/** Replaces `$(NAME)` in the fields that may hold variables, once all names are final. Throws BuildFailure. */
export function resolveVariables(layer: Layer): void {
  if (layer.variables.length === 0) return;
  const values = new Map(
    layer.variables.map((variable) => [variable.name, valueOfVariable(variable)]),
  );
  for (const resource of layer.list.items) {
    for (const field of layer.rules.varReference) {
      if (!isSelected(currentId(resource), field)) continue;
      visitFields(resource.data, {
        path: splitFieldPath(field.path),
        create: false,
        visit: (holder, key) => setOwn(holder, key, expandField(holder[key], values)),
      });
    }
  }
}

type Scalar = string | number | boolean;

function valueOfVariable({ name, fieldPath, resource, file }: BoundVariable): Scalar {
  let value: unknown = resource?.data;
  for (const part of fieldPath.split(/[.[\]]+/).filter((each) => each !== '')) {
    value = isRecord(value) || Array.isArray(value) ? (value as Data)[part] : undefined;
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw failure(
    'variable',
    `The variable ${name} has no value: ${fieldPath} is not in an object of this build`,
    {
      file,
      hint: 'Check objref and fieldref.',
    },
  );
}

/** A scalar, or the scalars directly inside of a list or map. */
function expandField(value: unknown, values: ReadonlyMap<string, Scalar>): unknown {
  if (typeof value === 'string') return expand(value, values);
  if (Array.isArray(value)) {
    return value.map((item) => (typeof item === 'string' ? textOf(expand(item, values)) : item));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      typeof item === 'string' ? expand(item, values) : item,
    ]),
  );
}

/** `$(NAME)` → its value, `$$(NAME)` → `$(NAME)`; a text that is one reference takes the value's type. */
function expand(text: string, values: ReadonlyMap<string, Scalar>): Scalar {
  const whole = /^\$\(([^)]+)\)$/.exec(text);
  const value = values.get(whole?.[1] ?? '');
  if (value !== undefined) return value;
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (match, name?: string) => {
    if (name === undefined) return '$';
    const found = values.get(name);
    return found === undefined ? match : String(found);
  });
}
