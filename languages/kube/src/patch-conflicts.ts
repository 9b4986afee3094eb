import { type Data, isRecord } from './data.ts';
import type { MergeField, MergeType } from './merge-schema.ts';
import { sameData } from './same-data.ts';

/** Whether two strategic merge patches say different things of one field (apimachinery `MergingMapsHaveConflicts`). */
export function patchesConflict(left: Data, right: Data, type: MergeType): boolean {
  if (left.$patch !== right.$patch) return true;
  return Object.entries(left).some(
    ([key, value]) =>
      key !== '$patch' &&
      key !== '$retainKeys' &&
      Object.hasOwn(right, key) &&
      valuesConflict(value, right[key], type[key] ?? {}),
  );
}

function valuesConflict(left: unknown, right: unknown, field: MergeField): boolean {
  if (isRecord(left)) {
    if (!isRecord(right)) return true;
    return (
      left.$patch !== right.$patch ||
      (!field.replace && patchesConflict(left, right, field.of ?? {}))
    );
  }
  if (!Array.isArray(left)) return !sameData(left, right);
  return !Array.isArray(right) || listsConflict(left, right, field);
}

function listsConflict(
  left: readonly unknown[],
  right: readonly unknown[],
  { key, set, of = {} }: MergeField,
): boolean {
  if (set) return false;
  if (key !== undefined) {
    return left.some((item) => {
      const other = right.find(
        (each) => isRecord(each) && isRecord(item) && each[key] === item[key],
      );
      return other !== undefined && valuesConflict(item, other, { of });
    });
  }
  if (left.length !== right.length) return true;
  const isPlain = !isRecord(left[0]);
  const order = (list: readonly unknown[]) =>
    isPlain ? [...new Set(list)].sort((a, b) => (String(a) < String(b) ? -1 : 1)) : list;
  const [a, b] = [order(left), order(right)];
  return a.some((item, index) => valuesConflict(item, b[index], {}));
}

/** Whether two JSON merge patches say different things of one field (apimachinery `mergepatch.HasConflicts`). */
export function mergePatchesConflict(left: unknown, right: unknown): boolean {
  if (isRecord(left)) {
    if (!isRecord(right)) return true;
    return Object.entries(left).some(
      ([key, value]) => Object.hasOwn(right, key) && mergePatchesConflict(value, right[key]),
    );
  }
  if (!Array.isArray(left)) return !sameData(left, right);
  if (!Array.isArray(right) || left.length !== right.length) return true;
  return left.some((item, index) => mergePatchesConflict(item, right[index]));
}
