import { relaxedPath, renderCustomColumns, renderJsonPath } from '@infraforge/kube';
import { judge, type KubeCase } from './kube-case.ts';
import type { Report } from './report.ts';

type Outcome = { readonly output?: string; readonly error?: string };

/** Cases of kubectl's JSONPath, all on one object. */
export function jsonPathTopic(object: unknown): (report: Report, each: KubeCase) => boolean {
  return (report, each) => {
    switch (each.op) {
      case 'jsonpath':
        for (const mode of ['lenient', 'strict'] as const) runTemplate(report, each, mode, object);
        return true;
      case 'relaxedPath':
        judge(report, each, String(each.result), () => relaxedPath(String(each.input)));
        return true;
      case 'customColumns': {
        const { items } = object as { items: readonly unknown[] };
        const noHeaders = each.noHeaders === true;
        judge(report, each, String(each.output), () =>
          renderCustomColumns(String(each.spec), items, { noHeaders }),
        );
        return true;
      }
      default:
        return false;
    }
  };
}

function runTemplate(report: Report, each: KubeCase, mode: 'lenient' | 'strict', object: unknown) {
  const outcome = (each[mode] ?? { error: each.parseError }) as Outcome;
  const name = `${each.name} (${mode})`;
  judge(report, { ...each, name, error: outcome.error }, String(outcome.output), () =>
    renderJsonPath(String(each.template), object, { allowMissingKeys: mode === 'lenient' }),
  );
}
