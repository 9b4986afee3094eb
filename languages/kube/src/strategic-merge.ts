import { PlatformError } from '@infraforge/kernel';
import { type Data, isRecord, setOwn } from './data.ts';
import { type MergeField, type MergeType, mergeTypeOf } from './merge-schema.ts';
import { groupOf } from './object.ts';
import { deduplicated, mergeOrdered } from './strategic-order.ts';

const deleteFromPrefix = '$deleteFromPrimitiveList/';
const orderPrefix = '$setElementOrder/';

/**
 * A patched copy by Kubernetes' strategic merge (apimachinery `strategicpatch`), with the directives `$patch`,
 * `$retainKeys`, `$deleteFromPrimitiveList/…` and `$setElementOrder/…`. The kind says how lists merge; lists of kinds
 * that are not built in are replaced. Throws PlatformError `kube.strategic-merge`.
 */
export function strategicMerge(base: unknown, patch: unknown, { kind }: { readonly kind: string }) {
  return mergeMap(
    record(base),
    structuredClone(record(patch)),
    mergeTypeOf(kind, groupOfObject(base)),
  );
}

function groupOfObject(base: unknown): string | undefined {
  return isRecord(base) && typeof base.apiVersion === 'string'
    ? groupOf(base.apiVersion)
    : undefined;
}

function mergeMap(base: Data, patch: Data, type: MergeType): Data {
  if ('$patch' in patch) return applyDirective(patch);
  const result: Data = { ...base };
  retainKeys(result, patch);
  orderLists(result, patch, type);
  for (const [rawKey, value] of Object.entries(patch)) {
    const deletes = rawKey.startsWith(deleteFromPrefix);
    const key = deletes ? rawKey.slice(deleteFromPrefix.length) : rawKey;
    mergeField(result, key, value, { field: type[key] ?? {}, deletes });
  }
  return result;
}

type FieldMode = { readonly field: MergeField; readonly deletes: boolean };

function mergeField(result: Data, key: string, value: unknown, mode: FieldMode): void {
  if (value === null) {
    delete result[key];
    return;
  }
  const old = Object.hasOwn(result, key) ? result[key] : undefined;
  if (mode.deletes) {
    if (Array.isArray(old) && Array.isArray(value)) {
      result[key] = old.filter((item) => !value.includes(item));
    }
    return;
  }
  if (isRecord(old) && isRecord(value) && !mode.field.replace) {
    result[key] = mergeMap(old, value, mode.field.of ?? {});
  } else if (Array.isArray(old) && Array.isArray(value) && merges(mode.field)) {
    result[key] = mergeList(old, value, mode.field);
  } else if ((isRecord(old) && isRecord(value)) || (Array.isArray(old) && Array.isArray(value))) {
    // What replaces is taken as it stands, nulls and all.
    setOwn(result, key, value);
  } else {
    setOwn(result, key, withoutDirectives(value));
  }
}

function merges(field: MergeField): boolean {
  return field.key !== undefined || field.set === true;
}

function applyDirective(patch: Data): Data {
  const { $patch: directive, ...rest } = patch;
  if (directive === 'replace') return withoutDirectives(rest) as Data;
  if (directive === 'delete') return {};
  throw wrong(`The patch type "${String(directive)}" is unknown: it is replace, delete or merge`);
}

function retainKeys(result: Data, patch: Data): void {
  if (!('$retainKeys' in patch)) return;
  const keys = patch.$retainKeys;
  if (!Array.isArray(keys)) throw wrong('$retainKeys must be a list of keys');
  delete patch.$retainKeys;
  const extra = Object.keys(patch).find(
    (key) => patch[key] !== null && !keys.includes(key) && !key.startsWith('$'),
  );
  if (extra !== undefined) throw wrong(`$retainKeys must list "${extra}", which the patch sets`);
  for (const key of Object.keys(result)) if (!keys.includes(key)) delete result[key];
}

/** `$setElementOrder/x` gives the order of list x after the merge, with the elements that only the base has put in. */
function orderLists(result: Data, patch: Data, type: MergeType): void {
  for (const rawKey of Object.keys(patch)) {
    if (!rawKey.startsWith(orderPrefix)) continue;
    const order = patch[rawKey];
    delete patch[rawKey];
    const key = rawKey.slice(orderPrefix.length);
    if (!Array.isArray(order)) throw wrong(`${rawKey} must be a list`);
    const field = type[key] ?? {};
    const old = Array.isArray(result[key]) ? (result[key] as unknown[]) : undefined;
    const change = Array.isArray(patch[key]) ? (patch[key] as unknown[]) : undefined;
    delete patch[key];
    if (change) requireOrder(change, order, field.key);
    if (!old && !change) continue;
    const merged =
      old && change
        ? mergeList(old, change, field)
        : (old ?? (withoutDirectives(change) as unknown[]));
    result[key] = mergeOrdered({ merged, order, original: old ?? [], key: field.key });
  }
}

/** The elements of a patch come in the order that it asks for; those to delete stand apart. */
function requireOrder(
  change: readonly unknown[],
  order: readonly unknown[],
  key: string | undefined,
): void {
  const id = (item: unknown) => (key !== undefined && isRecord(item) ? item[key] : item);
  let place = 0;
  for (const item of change) {
    if (isRecord(item) && item.$patch === 'delete') continue;
    const at = order.findIndex((each, index) => index >= place && id(each) === id(item));
    if (at === -1)
      throw wrong('The order of the list in the patch is not that of its $setElementOrder');
    place = at + 1;
  }
}

function mergeList(
  base: readonly unknown[],
  patch: readonly unknown[],
  field: MergeField,
): unknown[] {
  if (base.length === 0 && patch.length === 0) return [];
  const { key } = field;
  if (key === undefined) {
    const merged = deduplicated([...base, ...patch]);
    return mergeOrdered({ merged, order: patch, original: base, key });
  }
  const special = applyListDirectives(base, patch, key);
  const merged = [...special.base];
  for (const item of special.patch) {
    const id = keyValue(item, key);
    const index = merged.findIndex((each) => isRecord(each) && each[key] === id);
    if (index === -1) merged.push(withoutDirectives(item, true));
    else merged[index] = mergeMap(record(merged[index]), { ...record(item) }, field.of ?? {});
  }
  return mergeOrdered({ merged, order: special.patch, original: special.base, key });
}

/** Elements with `$patch` delete, replace or are ignored; the others are merged afterwards. */
function applyListDirectives(base: readonly unknown[], patch: readonly unknown[], key: string) {
  let kept = [...base];
  const rest: unknown[] = [];
  let replaced = false;
  for (const item of patch) {
    const directive = isRecord(item) ? item.$patch : undefined;
    if (directive === undefined) rest.push(item);
    else if (directive === 'delete') {
      const id = keyValue(item, key);
      kept = kept.filter((each) => !(isRecord(each) && each[key] === id));
    } else if (directive === 'replace') replaced = true;
    else if (directive === 'merge') throw wrong('"$patch: merge" is not allowed in a list');
    else throw wrong(`The patch type "${String(directive)}" is unknown: it is replace or delete`);
  }
  return replaced ? { base: rest, patch: [] } : { base: kept, patch: rest };
}

function keyValue(item: unknown, key: string): unknown {
  if (!isRecord(item)) throw wrong(`An element of a list that is merged by "${key}" is not a map`);
  if (!(key in item)) throw wrong(`An element of the list has no "${key}", by which it is merged`);
  return item[key];
}

/** What a patch says about a field that the base does not have; nulls go, except in new elements of a list that is there. */
function withoutDirectives(value: unknown, keepNulls = false): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((item) => !(isRecord(item) && '$patch' in item))
      .map((item) => withoutDirectives(item, keepNulls));
  }
  if (!isRecord(value)) return value;
  if (value.$patch === 'delete') return {};
  const kept: Data = {};
  for (const [key, member] of Object.entries(value)) {
    const directive = key === '$patch' || key === '$retainKeys';
    if (directive || (member === null && !keepNulls)) continue;
    if (key.startsWith(deleteFromPrefix) || key.startsWith(orderPrefix)) continue;
    setOwn(kept, key, withoutDirectives(member, keepNulls));
  }
  return kept;
}

function record(value: unknown): Data {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) throw wrong('A strategic merge takes maps');
  return value;
}

function wrong(message: string): PlatformError {
  return new PlatformError('kube.strategic-merge', message, {
    hint: 'Compare the patch with the object that it changes.',
  });
}
