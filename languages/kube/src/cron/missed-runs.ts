import { PlatformError } from '@infraforge/kernel';
import { nextCronTime } from './next-time.ts';
import { type CronSchedule, parseCron } from './parse-cron.ts';
import { zoneNamed } from './zoned-time.ts';

/** The part of a CronJob that says when. */
export type CronJobTimes = {
  readonly schedule: string;
  readonly timeZone?: string;
  /** When the CronJob was created. */
  readonly created: Date;
  readonly lastScheduleTime?: Date;
  readonly startingDeadlineSeconds?: number;
};

export type MostRecentRun = {
  /** What the search began at. */
  readonly earliest: Date;
  /** The newest time that is due; undefined when none is. */
  readonly mostRecent: Date | undefined;
  /** Roughly how many are overdue: `many` is more than 100. */
  readonly missed: 'none' | 'few' | 'many';
};

/** The schedule with the CronJob's time zone, as its controller reads it: an unknown zone is left out. */
export function cronJobSchedule({
  schedule,
  timeZone,
}: Pick<CronJobTimes, 'schedule' | 'timeZone'>): CronSchedule {
  const bare = schedule.includes('TZ') || timeZone === undefined || !zoneNamed(timeZone);
  return parseCron(bare ? schedule : `TZ=${timeZone} ${schedule}`);
}

/** Go's zero time, which a schedule without a next time answers. */
const never = new Date('0001-01-01T00:00:00Z');

/**
 * Which run of a CronJob is due now. Throws PlatformError `kube.cron` for a schedule that never comes. Rule:
 * `mostRecentScheduleTime` of Kubernetes' CronJob controller, with its rough count of what was missed: after gaps it may
 * find nothing although a run was due, and so do we.
 */
export function mostRecentRun(times: CronJobTimes, now: Date): MostRecentRun {
  const schedule = cronJobSchedule(times);
  const earliest = searchStart(times, now);
  const next = (after: Date) => nextCronTime(schedule, after) ?? never;
  const first = next(earliest);
  const second = next(first);
  if (now < first) return { earliest, mostRecent: undefined, missed: 'none' };
  if (now < second) return { earliest, mostRecent: first, missed: 'none' };
  const interval = Math.round((second.getTime() - first.getTime()) / 1000);
  if (interval < 1)
    throw new PlatformError(
      'kube.cron',
      `"${times.schedule}" never comes: time difference between two schedules is less than 1 second`,
      { hint: 'Check that the day exists in that month.' },
    );
  const elapsed = Math.floor((now.getTime() - first.getTime()) / 1000);
  const count = Math.floor(elapsed / interval) + 1;
  const from = new Date(first.getTime() + (count - 2) * interval * 1000);
  let mostRecent: Date | undefined;
  for (let time = next(from); time <= now && time > never; time = next(time)) mostRecent = time;
  return { earliest, mostRecent, missed: count > 100 ? 'many' : 'few' };
}

function searchStart(times: CronJobTimes, now: Date): Date {
  const since = times.lastScheduleTime ?? times.created;
  if (times.startingDeadlineSeconds === undefined) return since;
  const deadline = new Date(now.getTime() - times.startingDeadlineSeconds * 1000);
  return deadline > since ? deadline : since;
}

/** The name of the Job of a run: one name a minute, so that a run is never started twice. */
export function cronRunName(cronJob: string, run: Date): string {
  return `${cronJob}-${Math.floor(run.getTime() / 60_000)}`;
}
