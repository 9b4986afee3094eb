/** When something happens. */
export type Schedule = {
  /** The first time after this one; undefined when there is none. */
  next(after: Date): Date | undefined;
};

const HOUR = 60 * 60_000;
/** How far back the last time is looked for, so that a schedule of minutes is not counted through years. */
const LOOKBACKS = [HOUR, 24 * HOUR, 32 * 24 * HOUR, 367 * 24 * HOUR, 5 * 367 * 24 * HOUR];

/** The last time after `earliest` and not after `now`; undefined when there is none. */
export function mostRecent(schedule: Schedule, earliest: Date, now: Date): Date | undefined {
  for (const lookback of LOOKBACKS) {
    const from = Math.max(earliest.getTime(), now.getTime() - lookback);
    let found: Date | undefined;
    let time = schedule.next(new Date(from));
    while (time && time <= now) {
      found = time;
      time = schedule.next(time);
    }
    if (found || from === earliest.getTime()) return found;
  }
  return undefined;
}
