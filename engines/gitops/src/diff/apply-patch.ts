import { canonicalJson } from '@infraforge/kernel';
import type { MergeField, MergeType } from '@infraforge/kube';
import { isRecord } from '../fields.ts';

type Data = Readonly<Record<string, unknown>>;
type Sides = { readonly last: unknown; readonly target: unknown; readonly live: unknown };

/**
 * The strategic merge patch of a client-side apply: all that the target says, plus the removal of what the last apply
 * said and the target does not. What only the live object has is left to its owners.
 */
export function applyPatch(sides: Sides, type: MergeType): Data {
  const last = isRecord(sides.last) ? sides.last : {};
  const target = isRecord(sides.target) ? sides.target : {};
  const live = isRecord(sides.live) ? sides.live : {};
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(last)) if (!(key in target)) patch[key] = null;
  for (const [key, value] of Object.entries(target)) {
    const at = { last: last[key], target: value, live: live[key] };
    Object.assign(patch, fieldPatch(key, at, type[key] ?? {}));
  }
  return patch;
}

function fieldPatch(key: string, at: Sides, field: MergeField): Data {
  if (Array.isArray(at.target)) return listPatch(key, at, field);
  if (!isRecord(at.target) || field.replace) return { [key]: at.target };
  const patch = applyPatch(at, field.of ?? {});
  return { [key]: key === 'strategy' ? retaining(patch, at) : patch };
}

function listPatch(key: string, at: Sides, field: MergeField): Data {
  const target = list(at.target);
  if (field.set) {
    const gone = list(at.last).filter((item) => !target.includes(item));
    return { [`$deleteFromPrimitiveList/${key}`]: gone, [key]: target };
  }
  const { key: mergeKey } = field;
  if (mergeKey === undefined) return { [key]: target };
  if (!hasOwnKeys(target, mergeKey) || !hasOwnKeys(list(at.live), mergeKey)) {
    return canonicalJson(target) === canonicalJson(at.live) ? {} : replacement(key, target);
  }
  const find = (items: unknown, item: unknown) =>
    list(items).find((each) => keyOf(each, mergeKey) === keyOf(item, mergeKey));
  const items = target.map((item) => {
    if (!isRecord(item)) return item;
    const sides = { last: find(at.last, item), target: item, live: find(at.live, item) };
    const patch = applyPatch(sides, field.of ?? {});
    return key === 'volumes' ? retaining(patch, sides) : patch;
  });
  const gone = list(at.last)
    .filter((item) => isRecord(item) && find(target, item) === undefined)
    .map((item) => ({ $patch: 'delete', [mergeKey]: keyOf(item, mergeKey) }));
  return { [key]: [...items, ...gone] };
}

/** `patchStrategy: retainKeys`: one of several alternatives is set; another choice takes the first one's members away. */
function retaining(patch: Data, { target, live }: Sides): Data {
  if (!isRecord(target) || !isRecord(live)) return patch;
  const same = Object.entries(target).every(
    ([key, value]) => isRecord(value) || canonicalJson(value) === canonicalJson(live[key]),
  );
  const known = Object.keys(target).every((key) => key in live);
  return same && known ? patch : { ...patch, $retainKeys: Object.keys(target) };
}

/** Without a key of its own for every element a list cannot be merged: it is replaced when it differs. */
function hasOwnKeys(items: readonly unknown[], mergeKey: string): boolean {
  const keys = items.map((item) => keyOf(item, mergeKey));
  return new Set(keys).size === keys.length && !keys.includes(undefined);
}

function replacement(key: string, target: readonly unknown[]): Data {
  return { [key]: [...target, { $patch: 'replace' }] };
}

function keyOf(item: unknown, key: string): unknown {
  return isRecord(item) ? item[key] : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
