import { canonicalJson, messageOf } from '@infraforge/kernel';
import {
  cronRunName,
  keyOf,
  type MostRecentRun,
  mostRecentRun,
  nextCronTime,
} from '@infraforge/kube';
import type { EventNote } from './events.ts';
import { endCondition } from './job.ts';
import type { CronJob, Job } from './job-types.ts';
import { controllerReference } from './labels.ts';
import { kubeTime } from './object-rules.ts';
import { parseSchedule } from './parse-schedule.ts';
import type { Action, Outcome } from './types.ts';

export type CronJobSurroundings = {
  /** Jobs that it owns, whatever their state. */
  readonly jobs: readonly Job[];
  readonly now: Date;
};

type Start = {
  readonly actions: readonly Action[];
  readonly events: readonly EventNote[];
  readonly scheduled?: Date;
  readonly job?: Job;
};

const SCHEDULED_ANNOTATION = 'batch.kubernetes.io/cronjob-scheduled-timestamp';

/**
 * One step of a CronJob by the rules of Kubernetes' controller: of the times that have passed only the last one is
 * made up for, within `startingDeadlineSeconds`; the Job's name follows from its time, so that it is made once.
 */
export function reconcileCronJob(cronJob: CronJob, around: CronJobSurroundings): Outcome {
  if (cronJob.metadata.deletionTimestamp) return { actions: [] };
  const { jobs, now } = around;
  const schedule = parseSchedule(cronJob.spec.schedule, cronJob.spec.timeZone);
  const active = jobs.filter(({ status }) => !endCondition(status));
  const forgotten = history(cronJob, jobs);
  const start = nextStart(cronJob, active, around, schedule);
  const running = start.job ? [...active, start.job] : active;
  const lastScheduleTime = start.scheduled
    ? kubeTime(start.scheduled)
    : cronJob.status?.lastScheduleTime;
  const lastSuccessfulTime = lastSuccess(cronJob, jobs);
  const status = {
    ...(running.length > 0 ? { active: running.map(referenceTo) } : {}),
    ...(lastScheduleTime ? { lastScheduleTime } : {}),
    ...(lastSuccessfulTime ? { lastSuccessfulTime } : {}),
  };
  const isAwake = typeof schedule !== 'string' && !cronJob.spec.suspend;
  const wakeAt = isAwake ? nextCronTime(schedule, now) : undefined;
  return {
    actions: [
      ...start.actions,
      ...forgotten.map(
        (job): Action => ({ kind: 'delete', key: keyOf(job), uid: job.metadata.uid }),
      ),
      ...(canonicalJson(status) === canonicalJson(cronJob.status ?? {})
        ? []
        : [{ kind: 'updateStatus', object: { ...cronJob, status } } as const]),
    ],
    events: [
      ...start.events,
      ...forgotten.map((job) =>
        note(cronJob, 'Normal', 'SuccessfulDelete', `Deleted job ${job.metadata.name}`),
      ),
    ],
    ...(wakeAt ? { wakeAt } : {}),
  };
}

function nextStart(
  cronJob: CronJob,
  active: readonly Job[],
  { jobs, now }: CronJobSurroundings,
  schedule: ReturnType<typeof parseSchedule>,
): Start {
  if (typeof schedule === 'string') {
    const message = `unparseable schedule: ${cronJob.spec.schedule}: ${schedule}`;
    return { actions: [], events: [note(cronJob, 'Warning', 'UnparseableSchedule', message)] };
  }
  const idle: Start = { actions: [], events: [] };
  if (cronJob.spec.suspend) return idle;
  const { spec } = cronJob;
  const due = dueRun(cronJob, now);
  if (typeof due === 'string') {
    return { actions: [], events: [note(cronJob, 'Warning', 'InvalidSchedule', due)] };
  }
  const scheduled = due.mostRecent;
  if (!scheduled) return idle;
  if (spec.concurrencyPolicy === 'Forbid' && active.length > 0) {
    const message =
      'Not starting job because prior execution is running and concurrency policy is Forbid';
    return { actions: [], events: [note(cronJob, 'Normal', 'JobAlreadyActive', message)] };
  }
  const job = jobAt(cronJob, scheduled);
  if (jobs.some((each) => each.metadata.name === job.metadata.name)) return { ...idle, scheduled };
  const replaced = spec.concurrencyPolicy === 'Replace' ? active : [];
  return {
    scheduled,
    job,
    actions: [
      ...replaced.map(
        (old): Action => ({ kind: 'delete', key: keyOf(old), uid: old.metadata.uid }),
      ),
      { kind: 'create', object: job },
    ],
    events: [note(cronJob, 'Normal', 'SuccessfulCreate', `Created job ${job.metadata.name}`)],
  };
}

/** The run that is due, or why there never is one. */
function dueRun({ metadata, spec, status }: CronJob, now: Date): MostRecentRun | string {
  const { schedule, timeZone, startingDeadlineSeconds } = spec;
  const times = {
    schedule,
    created: new Date(metadata.creationTimestamp ?? 0),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(startingDeadlineSeconds === undefined ? {} : { startingDeadlineSeconds }),
    ...(status?.lastScheduleTime ? { lastScheduleTime: new Date(status.lastScheduleTime) } : {}),
  };
  try {
    return mostRecentRun(times, now);
  } catch (error) {
    return messageOf(error);
  }
}

function jobAt(cronJob: CronJob, scheduled: Date): Job {
  const { jobTemplate } = cronJob.spec;
  const { labels, annotations } = jobTemplate.metadata ?? {};
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: cronRunName(cronJob.metadata.name, scheduled),
      namespace: cronJob.metadata.namespace ?? '',
      ...(labels ? { labels } : {}),
      annotations: { ...annotations, [SCHEDULED_ANNOTATION]: kubeTime(scheduled) },
      ownerReferences: [controllerReference(cronJob)],
    },
    spec: jobTemplate.spec,
  };
}

/** Jobs that ended beyond the history limits, three that succeeded and one that failed unless it is said. */
function history({ spec }: CronJob, jobs: readonly Job[]): readonly Job[] {
  const beyond = (type: string, limit: number) => {
    const ended = jobs
      .filter((job) => endCondition(job.status)?.type === type && !job.metadata.deletionTimestamp)
      .sort((left, right) => startOf(left) - startOf(right));
    return ended.slice(0, Math.max(0, ended.length - limit));
  };
  return [
    ...beyond('Complete', spec.successfulJobsHistoryLimit ?? 3),
    ...beyond('Failed', spec.failedJobsHistoryLimit ?? 1),
  ];
}

function startOf({ status, metadata }: Job): number {
  return Date.parse(status?.startTime ?? metadata.creationTimestamp ?? '') || 0;
}

function lastSuccess({ status }: CronJob, jobs: readonly Job[]): string | undefined {
  const times = jobs.flatMap((job) => job.status?.completionTime ?? []);
  return [...times, status?.lastSuccessfulTime ?? '']
    .filter((time) => time !== '')
    .sort()
    .at(-1);
}

function referenceTo(job: Job): unknown {
  const { name, namespace, uid } = job.metadata;
  return { apiVersion: job.apiVersion, kind: job.kind, name, namespace, ...(uid ? { uid } : {}) };
}

function note(about: CronJob, type: EventNote['type'], reason: string, message: string): EventNote {
  return { about, type, reason, message };
}
