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

/**
 * Field by field from the month down. A field that wraps around starts again from the month; where the clock jumps over
 * the wrap, robfig goes on without looking at the larger fields again, and so do we.
 */
function nextMatch(schedule: Fields, after: number): number | undefined {
  const search = new Search(schedule.zone, (Math.floor(after / second) + 1) * second);
  const limit = search.local.year + 5;
  while (search.local.year <= limit) {
    const wrapped =
      search.seek('month', ({ month }) => schedule.month.has(month)) ||
      search.seek('day', (local) => dayMatches(schedule, local)) ||
      search.seek('hour', (local) => schedule.hour.has(local.hour)) ||
      search.seek('minute', (local) => schedule.minute.has(local.minute)) ||
      search.seek('second', (local) => local.second === 0);
    if (!wrapped) return search.instant;
  }
  return undefined;
}

type Step = 'month' | 'day' | 'hour' | 'minute' | 'second';

/** What a field is when it has wrapped around. */
const wraps: Readonly<Record<Step, (local: LocalTime) => boolean>> = {
  month: ({ month }) => month === 1,
  day: ({ day }) => day === 1,
  hour: (local) => local.hour === 0,
  minute: (local) => local.minute === 0,
  second: (local) => local.second === 0,
};

class Search {
  readonly #zone: Zone;
  instant: number;
  /** The smaller fields are at their beginning already. */
  #moved = false;

  constructor(zone: Zone, instant: number) {
    this.#zone = zone;
    this.instant = instant;
  }

  get local(): LocalTime {
    return localTime(this.#zone, this.instant);
  }

  /** Moves a field on until it fits; answers true when it wrapped around first. */
  seek(step: Step, fits: (local: LocalTime) => boolean): boolean {
    for (let local = this.local; !fits(local); local = this.local) {
      if (!this.#moved) this.instant = this.#beginning(step, local);
      this.#moved = true;
      this.instant = this.#next(step);
      if (wraps[step](this.local)) return true;
    }
    return false;
  }

  #beginning(step: Step, local: LocalTime): number {
    if (step === 'second') return this.instant;
    if (step === 'minute') return Math.floor(this.instant / minute) * minute;
    const bare = { ...local, minute: 0, second: 0 };
    if (step === 'hour') return instantOf(this.#zone, bare);
    return instantOf(this.#zone, { ...bare, hour: 0, day: step === 'day' ? local.day : 1 });
  }

  #next(step: Step): number {
    const { local } = this;
    switch (step) {
      case 'month':
        return instantOf(this.#zone, { ...local, month: local.month + 1 });
      case 'day':
        return nextDay(this.#zone, local);
      case 'hour':
        return this.instant + hour;
      default:
        return this.instant + (step === 'minute' ? minute : second);
    }
  }
}

function dayMatches({ day, weekday, both }: Fields, local: LocalTime): boolean {
  const [byDay, byWeekday] = [day.has(local.day), weekday.has(local.weekday)];
  return both ? byDay && byWeekday : byDay || byWeekday;
}

/** Where midnight does not exist the day begins with the hour that does. */
function nextDay(zone: Zone, local: LocalTime): number {
  const next = instantOf(zone, { ...local, day: local.day + 1 });
  const reached = localTime(zone, next).hour;
  if (reached === 0) return next;
  return next + (reached > 12 ? 24 - reached : -reached) * hour;
}
