import { FunctionError } from '../problem.ts';
import { GoNumber, numberOf } from '../values.ts';
import { define, type FunctionMap } from './define.ts';
import { type Instant, instantOf, timeObject } from './time.ts';
import { formatTime } from './time-format.ts';
import { parseTime } from './time-parse.ts';
import { utc, zoneAt } from './zone.ts';

const htmlLayout = '2006-01-02';

/** Sprig's functions on dates that are given; `now` and `ago` are left out, because a template has no clock. */
export const dateFunctions: FunctionMap = {
  date: define(['string', 'any'], (layout, date) => inZone(date, layout, 'Local')),
  htmlDate: define(['any'], (date) => inZone(date, htmlLayout, 'Local')),
  dateInZone: define(['string', 'any', 'string'], (layout, date, zone) =>
    inZone(date, layout, zone),
  ),
  date_in_zone: define(['string', 'any', 'string'], (layout, date, zone) =>
    inZone(date, layout, zone),
  ),
  htmlDateInZone: define(['any', 'string'], (date, zone) => inZone(date, htmlLayout, zone)),
  dateModify: define(['string', 'time'], (change, date) => modify(change, date) ?? date),
  date_modify: define(['string', 'time'], (change, date) => modify(change, date) ?? date),
  mustDateModify: define(['string', 'time'], mustModify),
  must_date_modify: define(['string', 'time'], mustModify),
  toDate: define(['string', 'string'], (layout, text) => {
    try {
      return timeObject(parseTime(layout, text));
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      return timeObject({
        milliseconds: Date.parse('0001-01-01T00:00:00Z'),
        nanoseconds: 0,
        zone: utc,
      });
    }
  }),
  mustToDate: define(['string', 'string'], (layout, text) => timeObject(parseTime(layout, text))),
  unixEpoch: define(['time'], (date) =>
    String(Math.floor((instantOf(date)?.milliseconds ?? 0) / 1000)),
  ),
  duration: define(['any'], (seconds) => durationText(wholeSeconds(seconds))),
};

/** A date of any form that Sprig takes, in a zone; an unknown zone is UTC. */
function inZone(date: unknown, layout: string, name: string): string {
  const instant = instantOf(date) ?? epoch(date);
  const zone = zoneAt(name, instant.milliseconds) ?? utc;
  return formatTime({ ...instant, zone }, layout);
}

function epoch(value: unknown): Instant {
  const number = numberOf(value);
  const seconds = number && number.kind !== 'float' ? Number(number.value) : 0;
  return { milliseconds: seconds * 1000, nanoseconds: 0, zone: utc };
}

function modify(change: string, date: unknown): unknown {
  const instant = instantOf(date);
  const milliseconds = parseDuration(change);
  if (!instant || milliseconds === undefined) return undefined;
  return timeObject({ ...instant, milliseconds: instant.milliseconds + milliseconds });
}

function mustModify(change: string, date: unknown): unknown {
  const modified = modify(change, date);
  if (modified) return modified;
  throw new FunctionError(`time: invalid duration ${JSON.stringify(change)}`);
}

const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a Go duration such as `-1h30m`. */
function parseDuration(text: string): number | undefined {
  const match = /^([+-]?)((?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.exec(text);
  if (!match) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(amount) * (units[unit ?? ''] ?? 0);
  }
  return Math.round(match[1] === '-' ? -total : total);
}

/** Sprig reads seconds from texts and int64 only. */
function wholeSeconds(value: unknown): number {
  if (typeof value === 'string') return /^[+-]?\d+$/.test(value) ? Number(value) : 0;
  return value instanceof GoNumber && value.type === 'int64' ? Number(value.value) : 0;
}

/** time.Duration.String of whole seconds. */
function durationText(seconds: number): string {
  if (seconds === 0) return '0s';
  const size = Math.abs(seconds);
  const [hours, minutes] = [Math.floor(size / 3600), Math.floor((size % 3600) / 60)];
  const rest = `${size % 60}s`;
  const shown =
    hours > 0 ? `${hours}h${minutes}m${rest}` : minutes > 0 ? `${minutes}m${rest}` : rest;
  return seconds < 0 ? `-${shown}` : shown;
}
