import type { GoObject } from '../values.ts';
import { goInt64, isGoObject } from '../values.ts';
import { define } from './define.ts';
import { formatTime, monthNames, weekdayNames } from './time-format.ts';
import { utc, type Zone } from './zone.ts';

/** An instant with the zone that it is shown in. */
export type Instant = {
  readonly milliseconds: number;
  /** Nanoseconds below the millisecond. */
  readonly nanoseconds: number;
  readonly zone: Zone;
};

const instants = new WeakMap<GoObject, Instant>();
const defaultLayout = '2006-01-02 15:04:05.999999999 -0700 MST';

/** A time.Time. */
export function timeObject(instant: Instant): GoObject {
  const shown = () => formatTime(instant, defaultLayout);
  const local = new Date(instant.milliseconds + instant.zone.offsetMinutes * 60_000);
  const object: GoObject = {
    goType: 'time.Time',
    text: shown,
    json: () => formatTime(instant, '2006-01-02T15:04:05.999999999Z07:00'),
    methods: {
      Year: define([], () => local.getUTCFullYear()),
      Month: define([], () => namedNumber('time.Month', monthNames[local.getUTCMonth()] ?? '')),
      Weekday: define([], () => namedNumber('time.Weekday', weekdayNames[local.getUTCDay()] ?? '')),
      Day: define([], () => local.getUTCDate()),
      Hour: define([], () => local.getUTCHours()),
      Minute: define([], () => local.getUTCMinutes()),
      Second: define([], () => local.getUTCSeconds()),
      YearDay: define([], () => yearDay(local)),
      Unix: define([], () => goInt64(Math.floor(instant.milliseconds / 1000))),
      UnixNano: define([], () =>
        goInt64(BigInt(instant.milliseconds) * 1_000_000n + BigInt(instant.nanoseconds)),
      ),
      String: define([], shown),
      Format: define(['string'], (layout: string) => formatTime(instant, layout)),
      UTC: define([], () => timeObject({ ...instant, zone: utc })),
      AddDate: define(['int', 'int', 'int'], (years, months, days) =>
        timeObject(addDate(instant, [Number(years), Number(months), Number(days)])),
      ),
      IsZero: define([], () => false),
    },
  };
  instants.set(object, instant);
  return object;
}

/** The instant of a time.Time. */
export function instantOf(value: unknown): Instant | undefined {
  return isGoObject(value) ? instants.get(value) : undefined;
}

/** A time.Time from RFC 3339 or a date, as YAML has it; undefined when the text is neither. */
export function goTime(text: string): GoObject | undefined {
  const match =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(\.\d+)?(?:[ \t]*(Z|[+-]\d\d?(?::\d\d)?))?)?$/.exec(
      text,
    );
  if (!match) return undefined;
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', zone = 'Z'] = match;
  const time = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  if (new Date(time).getUTCDate() !== Number(day)) return undefined;
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d\d?)(?::(\d\d))?$/.exec(zone) ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const nano = Number(fraction.slice(1, 10).padEnd(9, '0'));
  return timeObject({
    milliseconds: time - offset * 60_000 + Math.floor(nano / 1e6),
    nanoseconds: nano % 1e6,
    zone: offset === 0 ? utc : { offsetMinutes: offset, name: '' },
  });
}

function addDate(
  instant: Instant,
  [years, months, days]: readonly [number, number, number],
): Instant {
  const offset = instant.zone.offsetMinutes * 60_000;
  const date = new Date(instant.milliseconds + offset);
  const moved = Date.UTC(
    date.getUTCFullYear() + years,
    date.getUTCMonth() + months,
    date.getUTCDate() + days,
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    date.getUTCMilliseconds(),
  );
  return { ...instant, milliseconds: moved - offset };
}

function yearDay(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}

function namedNumber(goType: string, name: string): GoObject {
  return { goType, text: () => name, methods: { String: define([], () => name) } };
}
