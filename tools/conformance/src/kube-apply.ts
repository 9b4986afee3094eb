import { canonicalJson } from '@infraforge/kernel';
import { type KubeObject, recordUpdate, serverSideApply } from '@infraforge/kube';
import type { KubeCase } from './kube-case.ts';
import type { Report } from './report.ts';

type Step = {
  readonly op: 'apply' | 'update';
  readonly manager: string;
  readonly force?: boolean;
  readonly object: KubeObject;
  readonly live?: unknown;
  readonly managedFields?: unknown;
  readonly conflicts?: unknown;
  readonly error?: string;
};

/** Cases of server-side apply: steps one after the other, each with the live object and its managers afterwards. */
export function runApplyCase(report: Report, each: KubeCase): boolean {
  let live: KubeObject | undefined;
  for (const [index, step] of (each.steps as readonly Step[]).entries()) {
    const expected = canonicalJson(
      step.error === undefined
        ? (step.conflicts ?? [step.live, step.managedFields ?? []])
        : 'error',
    );
    const { answer, object } = take(live, step);
    live = object;
    if (canonicalJson(answer) === expected) continue;
    report.miss(`${each.name}, step ${index + 1}`, expected, canonicalJson(answer));
    return true;
  }
  report.pass();
  return true;
}

function take(live: KubeObject | undefined, { op, manager, force = false, object }: Step) {
  try {
    if (op === 'update') return shown(recordUpdate(live, object, { manager }));
    const result = serverSideApply(live, object, { manager, force });
    if (result.outcome === 'conflict') return { answer: result.conflicts, object: live };
    return shown(result.object);
  } catch {
    return { answer: 'error', object: live };
  }
}

function shown(object: KubeObject) {
  const { managedFields, ...metadata } = object.metadata;
  const entries = (
    (managedFields ?? []) as { manager: string; operation: string; fieldsType: string }[]
  )
    .map(({ fieldsType: _type, ...entry }) => entry)
    .sort((left, right) =>
      `${left.manager} ${left.operation}` < `${right.manager} ${right.operation}` ? -1 : 1,
    );
  return { answer: [{ ...object, metadata }, entries], object };
}
