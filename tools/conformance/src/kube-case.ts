import type { Report } from './report.ts';

export type KubeCase = Readonly<Record<string, unknown>> & {
  readonly name: string;
  readonly op?: string;
};

/** Compares the outcome of a step with `error` (that it fails) or with a text. */
export function judge(report: Report, each: KubeCase, expected: string, step: () => string): void {
  let actual: string;
  try {
    actual = step();
  } catch (error) {
    if (each.error !== undefined) report.pass();
    else report.miss(each.name, expected, String(error));
    return;
  }
  if (each.error !== undefined) report.miss(each.name, `error ${each.error}`, actual);
  else report.compare(each.name, expected, actual);
}
