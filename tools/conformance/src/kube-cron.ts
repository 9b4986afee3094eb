import {
  type CronJobTimes,
  cronJobSchedule,
  cronRunName,
  mostRecentRun,
  nextCronTime,
} from '@infraforge/kube';
import { judge, type KubeCase } from './kube-case.ts';
import type { Report } from './report.ts';

/** Cases of schedules: the next five times, and which run of a CronJob is due. */
export function runCronCase(report: Report, each: KubeCase): boolean {
  if (each.op === 'next') {
    judge(report, each, ((each.next ?? []) as readonly string[]).join(' '), () => nextTimes(each));
    return true;
  }
  const expected = [each.mostRecent ?? null, each.missed, each.jobName].join(' ');
  judge(report, each, expected, () => {
    const { mostRecent, missed } = mostRecentRun(timesOf(each), new Date(String(each.now)));
    return [instant(mostRecent), missed, mostRecent && cronRunName('j', mostRecent)].join(' ');
  });
  return true;
}

function nextTimes(each: KubeCase): string {
  const schedule = cronJobSchedule(timesOf(each));
  const times: Date[] = [];
  let time: Date | undefined = new Date(String(each.from));
  for (let count = 0; count < 5 && time; count += 1) {
    time = nextCronTime(schedule, time);
    if (time) times.push(time);
  }
  return times.map(instant).join(' ');
}

function timesOf(each: KubeCase): CronJobTimes {
  const date = (value: unknown) => new Date(String(value));
  return {
    schedule: String(each.schedule),
    created: date(each.created),
    ...(each.timeZone === undefined ? {} : { timeZone: String(each.timeZone) }),
    ...(each.lastScheduleTime === undefined
      ? {}
      : { lastScheduleTime: date(each.lastScheduleTime) }),
    ...(each.startingDeadlineSeconds === undefined
      ? {}
      : { startingDeadlineSeconds: Number(each.startingDeadlineSeconds) }),
  };
}

function instant(time: Date | undefined): string {
  return time ? time.toISOString().replace('.000Z', 'Z') : '';
}
