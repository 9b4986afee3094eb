import type { Problem } from '@infraforge/kernel';
import { groupOf, type KubeObject } from '@infraforge/kube';
import type { CronJob } from './job-types.ts';
import { matchesSelector } from './labels.ts';
import { parseSchedule } from './parse-schedule.ts';
import { objectSchemas } from './schema.ts';
import type { Deployment } from './types.ts';
import { withoutNulls } from './without-nulls.ts';

/** Kinds whose pods have to match their selector. */
const selecting = new Set(['Deployment', 'StatefulSet']);

const known = new WeakMap<KubeObject, readonly Problem[]>();

/**
 * What is wrong with an object of a kind that the local cluster works on; nothing for other kinds, which it leaves
 * alone. Admission refuses such an object, and controllers that meet one all the same pass it over.
 */
export function validateObject(object: KubeObject): readonly Problem[] {
  const before = known.get(object);
  if (before) return before;
  const problems = findProblems(object);
  known.set(object, problems);
  return problems;
}

/** True for an object that controllers may read without care. */
export function isUsable(object: KubeObject): boolean {
  return validateObject(object).length === 0;
}

function findProblems(object: KubeObject): readonly Problem[] {
  const schema = objectSchemas[`${groupOf(object.apiVersion)}/${object.kind}`];
  const result = schema?.safeParse(withoutNulls(object));
  if (!result) return [];
  if (!result.success) {
    return result.error.issues.map(({ path, message }) =>
      problem(object, path.map(String).join('.'), message),
    );
  }
  if (object.kind === 'CronJob') return scheduleProblems(object as CronJob);
  return selecting.has(object.kind) ? selectorProblems(withoutNulls(object) as Deployment) : [];
}

function scheduleProblems(cronJob: CronJob): readonly Problem[] {
  const { schedule, timeZone } = cronJob.spec;
  const parsed = parseSchedule(schedule, timeZone);
  return typeof parsed === 'string'
    ? [problem(cronJob, 'spec.schedule', `"${schedule}" cannot be used: ${parsed}`)]
    : [];
}

/** Kubernetes refuses a Deployment whose pods it would not recognise: it would make them for ever. */
function selectorProblems(deployment: Deployment): readonly Problem[] {
  const { selector, template } = deployment.spec;
  const isEmpty =
    Object.keys(selector.matchLabels ?? {}).length === 0 &&
    (selector.matchExpressions ?? []).length === 0;
  if (isEmpty) return [problem(deployment, 'spec.selector', 'must select something')];
  return matchesSelector(template.metadata?.labels, selector)
    ? []
    : [
        problem(
          deployment,
          'spec.template.metadata.labels',
          'must match spec.selector, which they do not',
        ),
      ];
}

function problem(object: KubeObject, path: string, message: string): Problem {
  return {
    code: 'cluster.invalid-object',
    message: `${object.kind} ${object.metadata?.name}: ${path}: ${message}`,
    place: { path },
    hint: `Correct ${path} in its manifest.`,
  };
}
