import { join } from 'node:path';
import { canonicalJson, messageOf } from '@infraforge/kernel';
import { applicationSetCases } from './argocd-application-set.ts';
import type { Case } from './argocd-cases.ts';
import { diffCases } from './argocd-diff.ts';
import { applicationHealthCases, healthCases } from './argocd-health.ts';
import { projectCases } from './argocd-project.ts';
import { orderCases, runCases } from './argocd-sync.ts';
import { deleteHookCases, trackingCases } from './argocd-tracking.ts';
import { firstDifference } from './difference.ts';
import { Report, type SuiteResult } from './report.ts';

/** The cases of Argo CD 3.6 by topic; `argocd-misses.md` beside this package's README explains each miss. */
export async function argocdSuite(directory: string): Promise<SuiteResult> {
  const root = join(directory, 'argocd');
  const report = new Report();
  const folders: Readonly<Record<string, readonly Case[]>> = {
    'health/builtin': healthCases(root, 'builtin'),
    'health/custom': healthCases(root, 'custom'),
    'health/application-health.yaml': applicationHealthCases(root),
    applicationset: applicationSetCases(root),
    sync: [
      ...orderCases(root),
      ...runCases(root),
      ...trackingCases(root),
      ...deleteHookCases(root),
    ],
    diff: diffCases(root),
    project: projectCases(root),
  };
  for (const [folder, cases] of Object.entries(folders)) {
    const before = report.result();
    await runAll(cases, report);
    const { passed, failed } = report.result();
    report.note(`${folder}: ${passed - before.passed} passed, ${failed - before.failed} failed`);
  }
  return report.result();
}

async function runAll(cases: readonly Case[], report: Report): Promise<void> {
  const skipped = new Map<string, number>();
  for (const { name, skip, run } of cases) {
    if (skip !== undefined) {
      skipped.set(skip, (skipped.get(skip) ?? 0) + 1);
      continue;
    }
    try {
      const { expected, actual } = await run();
      if (canonicalJson(expected) === canonicalJson(actual)) report.pass();
      else {
        const difference = firstDifference(plain(expected), plain(actual));
        const place = difference?.path ? `${difference.path}: ` : '';
        report.miss(name, `${place}${difference?.left}`, `${place}${difference?.right}`);
      }
    } catch (error) {
      report.miss(name, 'an answer', `an exception: ${messageOf(error)}`);
    }
  }
  for (const [reason, count] of skipped) report.skip(count, reason);
}

function plain(value: unknown): unknown {
  return JSON.parse(canonicalJson(value) ?? 'null');
}
