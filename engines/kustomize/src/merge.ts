import { groupOf, type MergeField, mergeTypeOf } from '@infraforge/kube';
import { type Data, isRecord, setOwn, textOf } from './data.ts';

/** Stands for a value that the patch takes away. */
const cleared: unique symbol = Symbol('cleared');

/**
 * kustomize's strategic merge (kyaml merge2), which differs from Kubernetes' own: elements of the patch come first in
 * a merged list, and ports and spread constraints have keys of two parts. Changes nothing in place; undefined when the
 * patch deletes the whole object.
 */
export function mergePatch(base: Data, patch: Data): Data | undefined {
  const result = mergeValue(base, patch, {
    of: mergeTypeOf(textOf(base.kind), groupOf(textOf(base.apiVersion))),
  });
  return result === cleared ? undefined : (result as Data);
}

function mergeValue(base: unknown, patch: unknown, field: MergeField): unknown {
  if (patch === undefined) return base;
  if (patch === null) return cleared;
  if (isRecord(patch)) return mergeMap(isRecord(base) ? base : undefined, patch, field);
  if (Array.isArray(patch)) return mergeList(Array.isArray(base) ? base : undefined, patch, field);
  return patch;
}

function mergeMap(base: Data | undefined, patch: Data, field: MergeField): unknown {
  const { $patch: directive, ...changes } = patch;
  if (directive === 'delete') return cleared;
  const start = directive === 'replace' || field.replace ? undefined : base;
  const result: Data = { ...start };
  for (const [key, value] of Object.entries(changes)) {
    const old = start && Object.hasOwn(start, key) ? start[key] : undefined;
    const merged = mergeValue(old, value, field.of?.[key] ?? {});
    if (merged === cleared) delete result[key];
    else setOwn(result, key, merged);
  }
  return result;
}

function mergeList(
  base: readonly unknown[] | undefined,
  patch: readonly unknown[],
  field: MergeField,
): unknown {
  const directive = listDirective(patch);
  if (directive === 'delete') return cleared;
  const changes = directive ? patch.filter((item) => !isDirective(item)) : patch;
  const old = directive === 'replace' ? [] : (base ?? []);
  if (field.set) return [...new Set([...changes, ...old])];
  if (field.key === undefined) return changes;
  return mergeKeyed(old, changes, field);
}

function listDirective(patch: readonly unknown[]): string | undefined {
  const item = patch.find(isDirective);
  return isRecord(item) ? textOf(item.$patch) : undefined;
}

function isDirective(item: unknown): boolean {
  return isRecord(item) && '$patch' in item && Object.keys(item).length === 1;
}

function mergeKeyed(
  base: readonly unknown[],
  patch: readonly unknown[],
  field: MergeField,
): unknown[] {
  const keys = [field.key ?? '', ...(field.secondKey ? [field.secondKey] : [])];
  const result: unknown[] = [];
  for (const identity of identities([...patch, ...base], keys)) {
    const used = keys.filter((key) => identity[key] !== '');
    const old = base.find((item) => matches(item, used, identity));
    const change = patch.find((item) => matches(item, used, identity));
    const merged = mergeValue(old, change, field.of ? { of: field.of } : {});
    const empty = merged === cleared || (isRecord(merged) && Object.keys(merged).length === 0);
    if (empty) continue;
    const index = result.findIndex((item) => matches(item, used, identity));
    if (index === -1) result.push(merged);
    else result[index] = merged;
  }
  const nameless = (items: readonly unknown[]) => items.filter((item) => !hasIdentity(item, keys));
  return [...result, ...nameless(patch), ...nameless(base)];
}

/** The distinct key values of the elements, in order. */
function identities(
  items: readonly unknown[],
  keys: readonly string[],
): readonly Record<string, string>[] {
  const seen = new Map<string, Record<string, string>>();
  for (const item of items) {
    if (!hasIdentity(item, keys)) continue;
    const identity = Object.fromEntries(keys.map((key) => [key, textOf((item as Data)[key])]));
    const id = JSON.stringify(identity);
    if (!seen.has(id)) seen.set(id, identity);
  }
  return [...seen.values()];
}

function hasIdentity(item: unknown, keys: readonly string[]): boolean {
  return isRecord(item) && keys.some((key) => textOf(item[key]) !== '');
}

function matches(
  item: unknown,
  keys: readonly string[],
  identity: Readonly<Record<string, string>>,
): boolean {
  return isRecord(item) && keys.every((key) => textOf(item[key]) === identity[key]);
}
