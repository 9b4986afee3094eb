import { parseAllYaml, parseYamlDocuments, stringifyYaml } from '@infraforge/yaml';
import { judge, type KubeCase } from './kube-case.ts';
import type { Report } from './report.ts';

/** Cases of reading and writing YAML as the API machinery does. */
export function runYamlCase(report: Report, each: KubeCase): boolean {
  switch (each.op) {
    case 'read':
      judge(report, each, String(each.json), () => goJson(readFirst(String(each.input), 'last')));
      if (each.strictError !== undefined && each.error === undefined) {
        judge(report, { ...each, name: `${each.name} (strict)`, error: each.strictError }, '', () =>
          goJson(readFirst(String(each.input), 'refuse')),
        );
      }
      return true;
    case 'documents': {
      const decoded = (each.decoded ?? []) as readonly string[];
      judge(
        report,
        { ...each, error: each.decodeError },
        decoded.filter((text) => text !== 'null').join(' '),
        () =>
          parseAllYaml(String(each.input))
            .filter((value) => value !== null)
            .map(goJson)
            .join(' '),
      );
      return true;
    }
    case 'write':
      judge(report, each, String(each.yaml), () => stringifyYaml(exactJson(String(each.json))));
      return true;
    default:
      return false;
  }
}

/** `read` looks at the first document only. */
function readFirst(text: string, duplicateKeys: 'last' | 'refuse'): unknown {
  const [first] = parseYamlDocuments(text, { duplicateKeys, exactIntegers: true });
  return first?.value ?? null;
}

/** encoding/json of plain data. */
function goJson(value: unknown): string {
  return write(value).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function write(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError('unsupported value');
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${write(item)}`).join(',')}}`;
}

/** JSON with whole numbers beyond 2⁵³ as bigint. */
function exactJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' &&
    !Number.isSafeInteger(value) &&
    /^-?\d+$/.test(context?.source ?? '')
      ? BigInt(context?.source ?? 0)
      : value,
  );
}
