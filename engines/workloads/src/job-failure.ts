import type { Job, PodFailureRule } from './job-types.ts';
import type { ContainerStatus, Pod } from './types.ts';

/** Kubernetes' default of `spec.backoffLimit`. */
const DEFAULT_BACKOFF_LIMIT = 6;

export type JobFailure = { readonly reason: string; readonly message: string };

/** Why the Job has failed, by its deadline, its failure policy or its number of retries; undefined while it has not. */
export function jobFailure(
  job: Job,
  around: {
    readonly owned: readonly Pod[];
    readonly failures: number;
    readonly startTime: Date;
    readonly now: Date;
  },
): JobFailure | undefined {
  const { owned, now, startTime } = around;
  for (const pod of owned.filter(hasFailed)) {
    const match = matchingRule(job, pod);
    if (match?.rule.action === 'FailJob') {
      const message = `${match.what} matching FailJob rule at index ${match.index}`;
      return { reason: 'PodFailurePolicy', message };
    }
  }
  const limit = job.spec.backoffLimit ?? DEFAULT_BACKOFF_LIMIT;
  if (around.failures > limit || restartsOf(job, owned) > limit) {
    return {
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    };
  }
  const { activeDeadlineSeconds } = job.spec;
  if (activeDeadlineSeconds === undefined) return undefined;
  return now.getTime() >= startTime.getTime() + activeDeadlineSeconds * 1000
    ? {
        reason: 'DeadlineExceeded',
        message: 'Job was active longer than specified deadline',
      }
    : undefined;
}

/** Failed pods that count: all but those that a rule of the failure policy ignores. */
export function countedFailures(job: Job, owned: readonly Pod[]): readonly Pod[] {
  return owned.filter((pod) => hasFailed(pod) && matchingRule(job, pod)?.rule.action !== 'Ignore');
}

/** When a container of the pod ended last, in milliseconds since the epoch; zero when none has. */
export function endOf(pod: Pod): number {
  const ends = (pod.status?.containerStatuses ?? []).map(({ state }) =>
    Date.parse(state.terminated?.finishedAt ?? ''),
  );
  return Math.max(0, ...ends.filter((time) => !Number.isNaN(time)));
}

function hasFailed({ status }: Pod): boolean {
  return status?.phase === 'Failed';
}

/** `OnFailure` restarts containers in their pod: those count as retries. */
function restartsOf(job: Job, owned: readonly Pod[]): number {
  if (job.spec.template.spec.restartPolicy !== 'OnFailure') return 0;
  return owned
    .filter((pod) => pod.status?.phase === 'Running' || pod.status?.phase === 'Pending')
    .flatMap((pod) => statusesOf(pod))
    .reduce((sum, { restartCount }) => sum + restartCount, 0);
}

function statusesOf({ status }: Pod): readonly ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}

type Match = { readonly rule: PodFailureRule; readonly index: number; readonly what: string };

/** The first rule that matches wins, as on Kubernetes. */
function matchingRule(job: Job, pod: Pod): Match | undefined {
  const { namespace, name } = pod.metadata;
  for (const [index, rule] of (job.spec.podFailurePolicy?.rules ?? []).entries()) {
    const ended = statusesOf(pod).find((status) => matchesExit(rule, status));
    if (ended) {
      const code = ended.state.terminated?.exitCode;
      const what = `Container ${ended.name} for pod ${namespace}/${name} failed with exit code ${code}`;
      return { rule, index, what };
    }
    const condition = rule.onPodConditions?.find(({ type, status = 'True' }) =>
      pod.status?.conditions?.some((each) => each.type === type && each.status === status),
    );
    if (condition) {
      return { rule, index, what: `Pod ${namespace}/${name} has condition ${condition.type}` };
    }
  }
  return undefined;
}

function matchesExit({ onExitCodes }: PodFailureRule, { name, state }: ContainerStatus): boolean {
  const code = state.terminated?.exitCode;
  if (!onExitCodes || code === undefined || code === 0) return false;
  if (onExitCodes.containerName !== undefined && onExitCodes.containerName !== name) return false;
  return onExitCodes.values.includes(code) === (onExitCodes.operator === 'In');
}
