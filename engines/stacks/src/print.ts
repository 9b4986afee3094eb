import { stringifyYaml } from '@infraforge/yaml';
import { isMap } from './data.ts';

/** Data as Atmos prints it: JSON with keys in byte order and two spaces, or YAML in natural order. */
export function printData(data: unknown, format: string): string {
  if (format === 'yaml') return stringifyYaml(data);
  return `${JSON.stringify(sorted(data), undefined, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .filter((key) => value[key] !== undefined)
      .map((key) => [key, sorted(value[key])]),
  );
}

/** JSON in the order of the keys, which is how Atmos prints its own structures. */
export function printStruct(data: unknown, format: string): string {
  return format === 'yaml' ? stringifyYaml(data) : `${JSON.stringify(data, undefined, 2)}\n`;
}
