import { GoComplex, GoNumber, isGoObject, isNil, missing } from './values.ts';

/** A value as plain data, for functions that know nothing of Go: numbers without types, objects as their text. */
export function plainValue(value: unknown): unknown {
  if (value === missing || isNil(value)) return null;
  if (value instanceof GoNumber) {
    return Number.isSafeInteger(Number(value.value)) ? Number(value.value) : value.value;
  }
  if (value instanceof GoComplex) return `${value.real}+${value.imaginary}i`;
  if (Array.isArray(value)) return value.map(plainValue);
  if (isGoObject(value)) return value.json?.() ?? value.text();
  if (typeof value !== 'object') return value;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, item]) => [String(plainValue(key)), plainValue(item)]),
  );
}
