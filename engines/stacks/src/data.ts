import type { Data } from './types.ts';

/** Whether a value is a map (and not a list or a marked list). */
export function isMap(value: unknown): value is Data {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

/** The map at a key, or an empty one. */
export function mapAt(data: Data, key: string): Data {
  const value = data[key];
  return isMap(value) ? value : empty;
}

/** The text at a key, or ''. */
export function textAt(data: Data, key: string): string {
  const value = data[key];
  return typeof value === 'string' ? value : '';
}

export const empty: Data = Object.freeze({});

/** A copy with its strings replaced; whatever does not change is shared. */
export function mapStrings(value: unknown, change: (text: string) => unknown): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) {
    const next = value.map((item) => mapStrings(item, change));
    return next.some((item, index) => item !== value[index]) ? next : value;
  }
  if (!isMap(value)) return value;
  let next: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const changed = mapStrings(value[key], change);
    if (changed === value[key]) continue;
    next ??= { ...value };
    next[key] = changed;
  }
  return next ?? value;
}

/** Whether a string anywhere below satisfies a test. */
export function someString(value: unknown, test: (text: string) => boolean): boolean {
  if (typeof value === 'string') return test(value);
  if (Array.isArray(value)) return value.some((item) => someString(item, test));
  if (!isMap(value)) return false;
  for (const key in value) if (test(key) || someString(value[key], test)) return true;
  return false;
}
