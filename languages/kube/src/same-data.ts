import { canonicalJson } from '@infraforge/kernel';

/** Equal as data, whatever the order of members. */
export function sameData(left: unknown, right: unknown): boolean {
  return left === right || canonicalJson(left) === canonicalJson(right);
}
