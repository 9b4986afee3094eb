import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runApplyCase } from './kube-apply.ts';
import type { KubeCase } from './kube-case.ts';
import { runCronCase } from './kube-cron.ts';
import { runEnvironmentCase } from './kube-env.ts';
import { jsonPathTopic } from './kube-jsonpath.ts';
import { runPatchCase } from './kube-patches.ts';
import { runQuantityCase } from './kube-quantity.ts';
import { runRolloutCase } from './kube-rollout.ts';
import { runNameCase, runSelectorCase } from './kube-selectors.ts';
import { runYamlCase } from './kube-yaml.ts';
import { Report, type SuiteResult } from './report.ts';

/** Answers false for an operation that is not built. */
type Topic = (report: Report, each: KubeCase) => boolean;

const builtTopics: Readonly<Record<string, Topic>> = {
  cron: runCronCase,
  env: runEnvironmentCase,
  rollout: runRolloutCase,
  quantity: runQuantityCase,
  selectors: runSelectorCase,
  names: runNameCase,
  'strategic-merge': runPatchCase,
  'json-patch': runPatchCase,
  'server-side-apply': runApplyCase,
  yaml: runYamlCase,
};

/** Topics that are not built, because nothing needs them. */
const unusedTopics = ['cel'];

/** The language of Kubernetes objects, against the real Go code; what is not built is counted as skipped. */
export async function kubeSuite(directory: string): Promise<SuiteResult> {
  const report = new Report();
  const object = parse(readFileSync(join(directory, 'kube', 'jsonpath-object.yaml'), 'utf8'), {
    intAsBigInt: true,
  });
  const topics = { ...builtTopics, jsonpath: jsonPathTopic(object) };
  for (const [topic, run] of Object.entries(topics)) {
    const text = readFileSync(join(directory, 'kube', `${topic}.yaml`), 'utf8');
    const cases = parse(text, { maxAliasCount: -1, intAsBigInt: false }) as KubeCase[];
    const before = report.result();
    const skipped = new Map<string, number>();
    for (const each of cases) {
      if (!run(report, each)) skipped.set(each.op ?? '', (skipped.get(each.op ?? '') ?? 0) + 1);
    }
    const { passed, failed } = report.result();
    report.note(
      `${topic}: ${passed - before.passed} of ${passed - before.passed + failed - before.failed}`,
    );
    for (const [operation, count] of skipped)
      report.skip(count, `${topic}: ${operation} is not built`);
  }
  for (const topic of unusedTopics) {
    const cases = parse(
      readFileSync(join(directory, 'kube', `${topic}.yaml`), 'utf8'),
    ) as unknown[];
    report.skip(cases.length, `${topic}: nothing uses it yet`);
  }
  return report.result();
}
