/** A time zone as arithmetic needs it. Instants are milliseconds since 1970. */
export type Zone = {
  readonly name: string;
  /** Milliseconds that local time is ahead of UTC at an instant. */
  offset(instant: number): number;
};

export type LocalTime = {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
};

const utc: Zone = { name: 'UTC', offset: () => 0 };
const known = new Map<string, Zone | undefined>([
  ['', utc],
  ['UTC', utc],
]);

/** A zone of the IANA database by its exact name, or undefined. `Local` is the zone of the server: UTC. */
export function zoneNamed(name: string): Zone | undefined {
  if (name === 'Local') return utc;
  if (!known.has(name)) known.set(name, load(name));
  return known.get(name);
}

function load(name: string): Zone | undefined {
  if (!/^[A-Za-z][\w+\-/]*$/.test(name)) return undefined;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    const resolved = format.resolvedOptions().timeZone;
    if (resolved !== name && resolved.toLowerCase() === name.toLowerCase()) return undefined;
    return { name, offset: (instant) => localAsUtc(format, instant) - floorSecond(instant) };
  } catch {
    return undefined;
  }
}

function floorSecond(instant: number): number {
  return Math.floor(instant / 1000) * 1000;
}

function localAsUtc(format: Intl.DateTimeFormat, instant: number): number {
  const parts: Partial<Record<string, number>> = {};
  for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return utcMillis([year, month - 1, day, hour, minute, second]);
}

/** Date.UTC without its rule for years below 100. */
function utcMillis([year, month, day, hour, minute, second]: readonly [
  number,
  number,
  number,
  number,
  number,
  number,
]): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(hour, minute, second);
  return date.getTime();
}

export function localTime(zone: Zone, instant: number): LocalTime {
  const date = new Date(instant + zone.offset(instant));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekday: date.getUTCDay(),
  };
}

/**
 * The instant of a local time, as Go's `time.Date` chooses it: fields may overflow, a time that a change of the clock
 * skips or repeats is read with one of the two offsets.
 */
export function instantOf(
  zone: Zone,
  { year, month, day, hour, minute, second }: Omit<LocalTime, 'weekday'>,
): number {
  const local = utcMillis([year, month - 1, day, hour, minute, second]);
  const guess = zone.offset(local);
  return guess === 0 ? local : local - zone.offset(local - guess);
}
