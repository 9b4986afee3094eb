import type { CronSchedule } from './parse-cron.ts';
import { instantOf, type LocalTime, localTime, type Zone } from './zoned-time.ts';

type Fields = Extract<CronSchedule, { kind: 'fields' }>;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * The first time after an instant, or undefined when there is none within five years. Around changes of the clock it is
 * what robfig/cron does: local times that are skipped are left out, those that come twice run twice.
 */
export function nextCronTime(schedule: CronSchedule, after: Date): Date | undefined {
  const instant = after.getTime();
  const next =
    schedule.kind === 'every'
      ? Math.floor(instant / second) * second + schedule.seconds * second
      : nextMatch(schedule, instant);
  return next === undefined ? undefined : new Date(next);
}

/** Field by field from the month down; a field that wraps around starts again from the month. */
function nextMatch(schedule: Fields, after: number): number | undefined {
  const { zone } = schedule;
  let instant = (Math.floor(after / second) + 1) * second;
  const limit = localTime(zone, instant).year + 5;
  let moved = false;
  for (;;) {
    const local = localTime(zone, instant);
    if (local.year > limit) return undefined;
    const step = firstMismatch(schedule, instant, local);
    if (!step) return instant;
    instant = advance(zone, { instant, local, step, moved });
    moved = true;
  }
}

type Step = 'month' | 'day' | 'hour' | 'minute' | 'second';

function firstMismatch(schedule: Fields, instant: number, local: LocalTime): Step | undefined {
  if (!schedule.month.has(local.month)) return 'month';
  if (!dayMatches(schedule, local)) return 'day';
  if (!schedule.hour.has(local.hour)) return 'hour';
  if (!schedule.minute.has(local.minute)) return 'minute';
  return local.second === 0 || instant % minute === 0 ? undefined : 'second';
}

function dayMatches({ day, weekday, both }: Fields, local: LocalTime): boolean {
  const [byDay, byWeekday] = [day.has(local.day), weekday.has(local.weekday)];
  return both ? byDay && byWeekday : byDay || byWeekday;
}

type Position = {
  readonly instant: number;
  readonly local: LocalTime;
  readonly step: Step;
  /** The smaller fields are at their beginning already. */
  readonly moved: boolean;
};

/** One step on in a field. The first step of all goes from the beginning of that field. */
function advance(zone: Zone, { instant, local, step, moved }: Position): number {
  const start = moved ? local : beginning(local, step);
  switch (step) {
    case 'month':
      return instantOf(zone, { ...at(zone, start, moved, instant), month: local.month + 1 });
    case 'day':
      return nextDay(zone, at(zone, start, moved, instant));
    case 'hour':
      return (moved ? instant : instantOf(zone, start)) + hour;
    case 'minute':
      return (moved ? instant : Math.floor(instant / minute) * minute) + minute;
    default:
      return instant + second;
  }
}

function beginning(local: LocalTime, step: Step): LocalTime {
  const bare = { ...local, minute: 0, second: 0 };
  if (step === 'hour') return bare;
  return step === 'day' ? { ...bare, hour: 0 } : { ...bare, hour: 0, day: 1 };
}

/** Where the clock really stands at a beginning: midnight may not exist. */
function at(zone: Zone, start: LocalTime, moved: boolean, instant: number): LocalTime {
  return localTime(zone, moved ? instant : instantOf(zone, start));
}

/** Where midnight does not exist the day begins with the hour that does. */
function nextDay(zone: Zone, local: LocalTime): number {
  const next = instantOf(zone, { ...local, day: local.day + 1 });
  const reached = localTime(zone, next).hour;
  if (reached === 0) return next;
  return next + (reached > 12 ? 24 - reached : -reached) * hour;
}
