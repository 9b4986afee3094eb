import { PlatformError } from '@infraforge/kernel';
import type { KubeObject } from '../object.ts';
import { builtInSchema as schema, typeNameOf } from './built-in-schema.ts';
import { compareTyped, same } from './compare-typed.ts';
import { difference, union } from './field-set.ts';
import { fieldsOfTyped } from './fields-of-typed.ts';
import { allowedByLastApplied } from './last-applied.ts';
import {
  identityOf,
  type ManagedFieldsEntry,
  type Manager,
  type Managers,
  readManagers,
  writeManagers,
} from './managers.ts';
import { mergeTyped } from './merge-typed.ts';
import {
  type ApplyConflict,
  conflictsOf,
  contested,
  ownable,
  withoutChanged,
} from './ownership.ts';
import { pruneFields } from './prune.ts';
import { problemsOfTyped } from './validate-typed.ts';

export type Writer = {
  /** The field manager, as in `kubectl apply --field-manager`. */
  readonly manager: string;
  readonly subresource?: string;
  /** RFC 3339; entries that change get it. */
  readonly time?: string;
};

export type ApplyResult =
  | { readonly outcome: 'applied'; readonly object: KubeObject }
  | { readonly outcome: 'conflict'; readonly conflicts: readonly ApplyConflict[] };

/**
 * Server-side apply: the live object with a configuration applied, and `metadata.managedFields` saying who owns what.
 * What the manager applied before and does not apply any more goes, unless others own it. Where another manager owns a
 * value that would change the answer is a conflict, unless `force` takes it over. Version conversion and defaults are the
 * caller's. Kinds that are not built in merge as data: maps by member, lists as one value. An empty map that remains of
 * one that lost its members is null, as in Kubernetes' own step before its defaults.
 *
 * Rule: apimachinery `managedfields` and structured-merge-diff v4. Throws PlatformError `kube.apply` when the
 * configuration or the live object is not of its type.
 */
export function serverSideApply(
  live: KubeObject | undefined,
  config: KubeObject,
  { force = false, ...writer }: Writer & { readonly force?: boolean },
): ApplyResult {
  if (Array.isArray(config.metadata.managedFields))
    throw wrong(config, ['metadata.managedFields must not be set in what is applied']);
  const type = typeNameOf(config.apiVersion, config.kind);
  const base = withoutManagers(live ?? emptyOf(config));
  check(type, config, false);
  check(type, base, true);
  const managers = managersBefore(type, live, base);
  const self: Omit<Manager, 'fields'> = entryOf(config, writer, 'Apply');
  const identity = identityOf(self);
  const last = managers.get(identity)?.fields;
  const applied = fieldsOfTyped(schema, type, config);
  const claimed = new Map(managers).set(identity, { ...self, fields: applied });
  const merged = mergeTyped(schema, type, base, config);
  const object = pruneFields({ schema, type, merged, managers: claimed, last }) as KubeObject;
  const change = compareTyped(schema, type, base, object);
  const found = contested(claimed, change, identity);
  const conflicts = force ? [] : conflictsOf(claimed, found);
  if (conflicts.length > 0 && !(writer.manager === 'kubectl' && allowedByLastApplied(base, found)))
    return { outcome: 'conflict', conflicts };
  const owners = new Map(withoutChanged(claimed, change, identity));
  const time = same(base, object) ? managers.get(identity)?.time : undefined;
  owners.set(identity, { ...self, ...(time ? { time } : {}), fields: ownable(applied) });
  return { outcome: 'applied', object: withManagers(object, owners) };
}

/**
 * An object that was created or replaced as a whole (POST, PUT, PATCH), with managedFields saying that the writer owns
 * what it added or changed. Throws PlatformError `kube.apply` when the object is not of its type.
 */
export function recordUpdate(
  live: KubeObject | undefined,
  next: KubeObject,
  writer: Writer,
): KubeObject {
  const object = withoutManagers(next);
  const entries = next.metadata.managedFields;
  if (isReset(entries)) return object;
  const named = readManagers(entries);
  const managers = named.size > 0 ? named : readManagers(live?.metadata.managedFields);
  if (managers.size === 0 && live?.metadata.uid) return object;
  const type = typeNameOf(next.apiVersion, next.kind);
  const base = withoutManagers(live ?? emptyOf(next));
  check(type, object, true);
  check(type, base, true);
  const self = entryOf(next, writer, 'Update');
  return withManagers(object, afterUpdate(type, { base, object, managers, self }));
}

type Update = {
  readonly base: KubeObject;
  readonly object: KubeObject;
  readonly managers: Managers;
  readonly self: Omit<Manager, 'fields'>;
};

function afterUpdate(type: string, { base, object, managers, self }: Update): Managers {
  const change = compareTyped(schema, type, base, object);
  const owners = new Map(withoutChanged(managers, change, ''));
  const taken = ownable(difference(union(change.modified, change.added), change.removed));
  const identity = identityOf(self);
  if (taken.members.size + taken.children.size > 0) {
    const own = owners.get(identity)?.fields;
    owners.set(identity, { ...self, fields: own ? union(own, taken) : taken });
  }
  return owners;
}

/** Before the first apply, what is there belongs to a manager of that name, as the API server has it. */
function managersBefore(type: string, live: KubeObject | undefined, base: KubeObject): Managers {
  const managers = readManagers(live?.metadata.managedFields);
  if (managers.size > 0 || !live) return managers;
  const self = entryOf(base, { manager: 'before-first-apply' }, 'Update');
  return afterUpdate(type, { base: emptyOf(base), object: base, managers, self });
}

function entryOf(
  { apiVersion }: KubeObject,
  { manager, subresource, time }: Writer,
  operation: ManagedFieldsEntry['operation'],
): Omit<Manager, 'fields'> {
  return {
    manager,
    operation,
    apiVersion,
    ...(time ? { time } : {}),
    ...(subresource ? { subresource } : {}),
  };
}

function emptyOf({ apiVersion, kind }: KubeObject): KubeObject {
  return { apiVersion, kind, metadata: {} } as unknown as KubeObject;
}

function withoutManagers(object: KubeObject): KubeObject {
  const { managedFields: _managedFields, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function withManagers(object: KubeObject, managers: Managers): KubeObject {
  const managedFields = writeManagers(managers);
  if (managedFields.length === 0) return object;
  return { ...object, metadata: { ...object.metadata, managedFields } };
}

/** A client asks to forget all managers by an empty list, or a list of one empty entry. */
function isReset(entries: unknown): boolean {
  return (
    Array.isArray(entries) &&
    (entries.length === 0 || (entries.length === 1 && Object.keys(entries[0] ?? {}).length === 0))
  );
}

function check(type: string, object: KubeObject, allowDuplicates: boolean): void {
  const problems = problemsOfTyped(schema, type, object, { allowDuplicates });
  if (problems.length > 0) throw wrong(object, problems);
}

function wrong({ kind, metadata }: KubeObject, problems: readonly string[]): PlatformError {
  const name = metadata.namespace ? `${metadata.namespace}/${metadata.name}` : metadata.name;
  return new PlatformError('kube.apply', `${kind} ${name}: ${problems.join('; ')}`, {
    hint: 'Compare the fields named here with the API reference of the kind.',
  });
}
