import { goJson } from '@infraforge/kube';
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
