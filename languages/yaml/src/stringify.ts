import { dump } from 'js-yaml';

/** YAML of plain data: keys sorted, lists not indented, the same text for equal data (as sigs.k8s.io/yaml writes). */
export function stringifyYaml(data: unknown): string {
  return dump(sorted(data), {
    noRefs: true,
    seqNoIndent: true,
    lineWidth: -1,
    quoteStyle: 'double',
  });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}

/** Documents joined by `---`. */
export function stringifyAllYaml(documents: readonly unknown[]): string {
  return documents.map(stringifyYaml).join('---\n');
}
