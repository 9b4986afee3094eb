import { type Data, isRecord, setOwn } from './data.ts';
import type { MergeField, MergeType } from './merge-schema.ts';

/** One strategic merge patch out of two: what was deleted, and what was changed and added. */
export function joinPatches(deletions: Data, changes: Data, type: MergeType): Data {
  const result: Data = { ...deletions };
  for (const [key, value] of Object.entries(changes)) {
    const old = Object.hasOwn(result, key) ? result[key] : undefined;
    setOwn(result, key, key.startsWith('$') ? value : joined(old, value, type[key] ?? {}));
  }
  return result;
}

function joined(old: unknown, value: unknown, field: MergeField): unknown {
  if (isRecord(old) && isRecord(value) && !field.replace)
    return joinPatches(old, value, field.of ?? {});
  if (Array.isArray(old) && Array.isArray(value) && (field.key !== undefined || field.set))
    return joinLists(old, value, field);
  return value;
}

function joinLists(
  deletions: readonly unknown[],
  changes: readonly unknown[],
  { key, of = {} }: MergeField,
): unknown[] {
  const id = (item: unknown) => (key !== undefined && isRecord(item) ? item[key] : item);
  const changed = changes.map((item) => {
    const old = deletions.find((each) => id(each) === id(item));
    return isRecord(old) && isRecord(item) ? joinPatches(old, item, of) : item;
  });
  const others = deletions.filter((item) => !changes.some((each) => id(each) === id(item)));
  const isDelete = (item: unknown) => isRecord(item) && item.$patch === 'delete';
  const left = [...others.filter((item) => !isDelete(item)), ...others.filter(isDelete)];
  const place = (item: unknown) => deletions.findIndex((each) => id(each) === id(item));
  const result: unknown[] = [];
  for (const item of changed) {
    const bound = place(item);
    while (left.length > 0 && bound !== -1 && place(left[0]) < bound) result.push(left.shift());
    result.push(item);
  }
  return [...result, ...left];
}
