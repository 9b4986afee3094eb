import { difference, type FieldSet, intersection, isEmpty, union } from './field-set.ts';
import { fieldsOfTyped, withNamedFields } from './fields-of-typed.ts';
import type { Managers } from './managers.ts';
import { removeFields } from './remove-typed.ts';
import type { Schema, TypeRef } from './schema.ts';

type Pruning = {
  readonly schema: Schema;
  readonly type: TypeRef;
  /** The live object with the configuration laid over it. */
  readonly merged: unknown;
  /** With what the applying manager claims now. */
  readonly managers: Managers;
  /** What it claimed when it applied last. */
  readonly last: FieldSet | undefined;
};

/** What was merged, without what the manager applied last time, does not apply now, and nobody else owns. */
export function pruneFields({ schema, type, merged, managers, last }: Pruning): unknown {
  if (!last || isEmpty(last)) return merged;
  const named = (set: FieldSet) => withNamedFields(schema, type, set);
  const fields = (value: unknown) => named(fieldsOfTyped(schema, type, value));
  const remove = (set: FieldSet) => removeFields(schema, type, merged, set);
  const all = fields(merged);
  const owned = [...managers.values()]
    .map((manager) => manager.fields)
    .reduce((left, right) => union(left, right));
  const withoutLast = remove(named(last));
  const kept = union(fields(withoutLast), named(owned));
  const pruned = remove(difference(all, kept));
  return remove(intersection(difference(all, fields(pruned)), named(last)));
}
