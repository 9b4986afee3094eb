import { isRecord } from '../fields.ts';
import type { Parameters } from './parameter-set.ts';

/** Nested values under dotted names, lists by index (`a.b.0`); empty maps and lists are left out. */
export function flatten(value: unknown, prefix = ''): Record<string, unknown> {
  const entries = Array.isArray(value)
    ? value.map((item, index) => [String(index), item] as const)
    : isRecord(value)
      ? Object.entries(value)
      : undefined;
  if (!entries) return { [prefix]: value };
  return Object.assign(
    {},
    ...entries.map(([key, item]) => flatten(item, prefix === '' ? key : `${prefix}.${key}`)),
  ) as Record<string, unknown>;
}

/** Values as plain templates see them: everything is text, null is Go's `<nil>`. */
export function asTexts(parameters: Parameters): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, textOf(value)]));
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) >= 1e21) {
    return value.toExponential();
  }
  if (Array.isArray(value)) return `[${value.map(textOf).join(' ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
