import { canonicalJson } from '@infraforge/kernel';
import { keyOf } from '@infraforge/kube';
import { conditionOf, withCondition } from './conditions.ts';
import type { EventNote } from './events.ts';
import { countedFailures, endOf, jobFailure } from './job-failure.ts';
import { formatIndexes, parseIndexes } from './job-indexes.ts';
import { INDEX_ANNOTATION, jobPod } from './job-pod.ts';
import type { Job, JobStatus } from './job-types.ts';
import { kubeTime } from './object-rules.ts';
import { isActive, isReady } from './pod-state.ts';
import { nameSuffix, namingState } from './pod-template.ts';
import type { Action, Admit, Condition, Outcome, Pod } from './types.ts';

export type JobSurroundings = {
  /** Pods that it owns, whatever their state. */
  readonly pods: readonly Pod[];
  readonly admit: Admit;
  readonly now: Date;
};

/** Kubernetes waits ten seconds before the first retry; on a developer's machine it is one. */
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 6 * 60_000;
const REFUSED_RETRY_MS = 30_000;

/**
 * One step of a Job by the rules of Kubernetes' controller: pods until enough have succeeded, retries with a doubling
 * wait up to `backoffLimit`, the deadline, the failure policy, indexes, suspension, and its end after the TTL.
 */
export function reconcileJob(job: Job, around: JobSurroundings): Outcome {
  if (job.metadata.deletionTimestamp) return { actions: [] };
  const { now } = around;
  if (endCondition(job.status)) return afterEnd(job, around);
  const active = around.pods.filter(isActive);
  if (job.spec.suspend) {
    const { startTime: _start, ...rest } = counts(job, around);
    const conditions = withSuspended(job, true, now);
    return report(job, { ...rest, active: 0, ...(conditions ? { conditions } : {}) }, active);
  }
  const startTime = job.status?.startTime ?? kubeTime(now);
  const conditions = withSuspended(job, false, now);
  const status: JobStatus = {
    ...counts(job, around),
    startTime,
    ...(conditions ? { conditions } : {}),
  };
  const failure = jobFailure(job, {
    owned: around.pods,
    failures: status.failed ?? 0,
    startTime: new Date(startTime),
    now,
  });
  if (failure) {
    const target = { type: 'FailureTarget', status: 'True', ...failure } as const;
    const failed = { type: 'Failed', status: 'True', ...failure } as const;
    const ended = withAll(status.conditions, [target, failed], now);
    const note = noteOf(job, 'Warning', failure.reason, failure.message);
    return report(job, { ...status, active: 0, ready: 0, conditions: ended }, active, [note]);
  }
  if (isComplete(job, status, active)) {
    const met = {
      reason: 'CompletionsReached',
      message: 'Reached expected number of succeeded pods',
    };
    const ended = withAll(
      status.conditions,
      [
        { type: 'SuccessCriteriaMet', status: 'True', ...met },
        { type: 'Complete', status: 'True', ...met },
      ],
      now,
    );
    const note = noteOf(job, 'Normal', 'Completed', 'Job completed');
    const done = { ...status, completionTime: kubeTime(now), conditions: ended };
    return report(job, { ...done, active: 0, ready: 0 }, active, [note]);
  }
  return goOn(job, status, active, around);
}

/** The condition with which a Job has ended, if it has. */
export function endCondition(status: JobStatus | undefined): Condition | undefined {
  return status?.conditions?.find(
    (condition) =>
      condition.status === 'True' && (condition.type === 'Complete' || condition.type === 'Failed'),
  );
}

function goOn(
  job: Job,
  status: JobStatus,
  active: readonly Pod[],
  around: JobSurroundings,
): Outcome {
  const { now, admit } = around;
  const wanted = wantedActive(job, status, active.length);
  const retryAt = retryTime(around.pods, status.failed ?? 0);
  const wakes = [deadlineOf(job, status), retryAt].filter((time) => time > now.getTime());
  const surplus = active.slice(wanted);
  const made: Pod[] = [];
  let refusal: string | undefined;
  const free = freeIndexes(job, around.pods);
  for (let count = active.length; count < wanted && retryAt <= now.getTime(); count += 1) {
    const suffix = nameSuffix(`${namingState(job, around.pods)} ${made.length}`);
    const pod = jobPod(job, suffix, free[made.length]);
    // Told without the name, which is another at each attempt.
    const unnamed = { ...pod, metadata: { ...pod.metadata, name: `${job.metadata.name}-` } };
    refusal = admit(unnamed, made);
    if (refusal !== undefined) break;
    made.push(pod);
  }
  if (refusal !== undefined) wakes.push(now.getTime() + REFUSED_RETRY_MS);
  const notes = [
    ...made.map((pod) =>
      noteOf(job, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`),
    ),
    ...(refusal === undefined
      ? []
      : [noteOf(job, 'Warning', 'FailedCreate', `Error creating: ${refusal}`)]),
  ];
  const outcome = report(job, status, surplus, notes);
  return {
    ...outcome,
    actions: [...made.map((object): Action => ({ kind: 'create', object })), ...outcome.actions],
    ...(wakes.length > 0 ? { wakeAt: new Date(Math.min(...wakes)) } : {}),
  };
}

/** What has ended goes after its TTL, and its pods with it. */
function afterEnd(job: Job, { pods, now }: JobSurroundings): Outcome {
  const running: Action[] = pods
    .filter(isActive)
    .map((pod) => ({ kind: 'delete', key: keyOf(pod), uid: pod.metadata.uid }));
  const { ttlSecondsAfterFinished: ttl } = job.spec;
  const end = Date.parse(endCondition(job.status)?.lastTransitionTime ?? '');
  if (ttl === undefined || Number.isNaN(end)) return { actions: running };
  const time = end + ttl * 1000;
  if (time > now.getTime()) return { actions: running, wakeAt: new Date(time) };
  return { actions: [{ kind: 'delete', key: keyOf(job), uid: job.metadata.uid }] };
}

/** Numbers never go down: a pod that somebody deletes has still ended. */
function counts(job: Job, { pods }: JobSurroundings): JobStatus {
  const before = job.status ?? {};
  const active = pods.filter(isActive);
  const done = pods.filter(({ status }) => status?.phase === 'Succeeded');
  const failed = Math.max(before.failed ?? 0, countedFailures(job, pods).length);
  const indexes = completedIndexes(job, pods);
  const succeeded = isIndexed(job) ? indexes.size : Math.max(before.succeeded ?? 0, done.length);
  return {
    ...before,
    active: active.length,
    ready: active.filter(isReady).length,
    ...(succeeded > 0 ? { succeeded } : {}),
    ...(failed > 0 ? { failed } : {}),
    ...(indexes.size > 0 ? { completedIndexes: formatIndexes(indexes) } : {}),
  };
}

function isComplete({ spec }: Job, { succeeded = 0 }: JobStatus, active: readonly Pod[]): boolean {
  if (spec.completions !== undefined) return succeeded >= spec.completions;
  return spec.parallelism === undefined || spec.parallelism === 1
    ? succeeded >= 1
    : succeeded > 0 && active.length === 0;
}

/** Without `completions`, one success says that the work is done: those that still run go on, and none is added. */
function wantedActive({ spec }: Job, { succeeded = 0 }: JobStatus, active: number): number {
  const parallelism = spec.parallelism ?? 1;
  if (spec.completions === undefined && spec.parallelism !== undefined) {
    return succeeded > 0 ? Math.min(active, parallelism) : parallelism;
  }
  return Math.min(parallelism, (spec.completions ?? 1) - succeeded);
}

function retryTime(pods: readonly Pod[], failures: number): number {
  if (failures === 0) return 0;
  const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
  const ends = pods.filter(({ status }) => status?.phase === 'Failed').map(endOf);
  return Math.max(0, ...ends) + wait;
}

function deadlineOf({ spec }: Job, { startTime }: JobStatus): number {
  if (spec.activeDeadlineSeconds === undefined) return 0;
  return Date.parse(startTime ?? '') + spec.activeDeadlineSeconds * 1000;
}

function isIndexed({ spec }: Job): boolean {
  return spec.completionMode === 'Indexed';
}

function completedIndexes(job: Job, pods: readonly Pod[]): ReadonlySet<number> {
  if (!isIndexed(job)) return new Set();
  const done = pods.filter(({ status }) => status?.phase === 'Succeeded').map(indexOf);
  return new Set([...parseIndexes(job.status?.completedIndexes), ...done]);
}

/** Indexes that no pod has that runs or has succeeded, the lowest first; none for a Job without indexes. */
function freeIndexes(job: Job, pods: readonly Pod[]): readonly number[] {
  if (!isIndexed(job)) return [];
  const taken = new Set([...completedIndexes(job, pods), ...pods.filter(isActive).map(indexOf)]);
  const all = Array.from({ length: job.spec.completions ?? 0 }, (_, index) => index);
  return all.filter((index) => !taken.has(index));
}

function indexOf(pod: Pod): number {
  return Number(pod.metadata.annotations?.[INDEX_ANNOTATION] ?? -1);
}

function withSuspended(job: Job, suspended: boolean, now: Date): readonly Condition[] | undefined {
  const before = job.status?.conditions;
  if (!suspended && !conditionOf(before, 'Suspended')) return before;
  const [reason, message] = suspended
    ? ['JobSuspended', 'Job suspended']
    : ['JobResumed', 'Job resumed'];
  const status = suspended ? 'True' : 'False';
  return withCondition(before, { type: 'Suspended', status, reason, message }, now);
}

function withAll(
  conditions: readonly Condition[] | undefined,
  added: readonly Condition[],
  now: Date,
): readonly Condition[] {
  return added.reduce((all, condition) => withCondition(all, condition, now), conditions ?? []);
}

function report(
  job: Job,
  status: JobStatus,
  removed: readonly Pod[],
  events: readonly EventNote[] = [],
): Outcome {
  return {
    actions: [
      ...removed.map((pod): Action => ({ kind: 'delete', key: keyOf(pod), uid: pod.metadata.uid })),
      ...(canonicalJson(status) === canonicalJson(job.status)
        ? []
        : [{ kind: 'updateStatus', object: { ...job, status } } as const]),
    ],
    events: [
      ...events,
      ...removed.map((pod) =>
        noteOf(job, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`),
      ),
    ],
  };
}

function noteOf(about: Job, type: EventNote['type'], reason: string, message: string): EventNote {
  return { about, type, reason, message };
}
