import { isGoObject, isMap, isNil, numberOf, sortedEntries, typeName } from '../values.ts';

/** reflect.DeepEqual: the same types and the same content. */
export function deepEqual(left: unknown, right: unknown): boolean {
  if (isNil(left) || isNil(right)) return isNil(left) && isNil(right);
  if (typeName(left) !== typeName(right)) return false;
  const number = numberOf(left);
  if (number) return number.value === numberOf(right)?.value;
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length && left.every((item, index) => deepEqual(item, right[index]))
    );
  }
  if (isMap(left) && isMap(right)) return sameEntries(sortedEntries(left), sortedEntries(right));
  if (isGoObject(left) && isGoObject(right)) return left.text() === right.text();
  return left === right;
}

function sameEntries(
  left: readonly [unknown, unknown][],
  right: readonly [unknown, unknown][],
): boolean {
  return (
    left.length === right.length &&
    left.every(([key, item], index) => {
      const other = right[index];
      return other !== undefined && deepEqual(key, other[0]) && deepEqual(item, other[1]);
    })
  );
}
