import { PlatformError } from '@infraforge/kernel';
import { parseGoDuration } from './go-duration.ts';
import { type Zone, zoneNamed } from './zoned-time.ts';

/** When something runs. */
export type CronSchedule =
  | {
      readonly kind: 'fields';
      readonly zone: Zone;
      readonly minute: ReadonlySet<number>;
      readonly hour: ReadonlySet<number>;
      readonly day: ReadonlySet<number>;
      readonly month: ReadonlySet<number>;
      readonly weekday: ReadonlySet<number>;
      /** Day or weekday is a star: both must match. Otherwise one of them is enough. */
      readonly both: boolean;
    }
  | { readonly kind: 'every'; readonly seconds: number };

type Bounds = { readonly min: number; readonly max: number; readonly names?: readonly string[] };

const months = ['', ...'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')];
const bounds: readonly Bounds[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: months },
  { min: 0, max: 6, names: 'sun mon tue wed thu fri sat'.split(' ') },
];

const descriptors: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/**
 * A schedule as a CronJob writes it: five fields, `@daily` and the like, `@every 1h`, with `TZ=Zone ` before it at will.
 * Throws PlatformError `kube.cron`. Rule: robfig/cron v3 `ParseStandard` (7 is not Sunday, `L` and `#` are unknown).
 */
export function parseCron(text: string): CronSchedule {
  if (text === '') throw wrong('empty spec string');
  const prefix = /^(?:CRON_)?TZ=([^ ]*)( ?)/.exec(text);
  if (prefix && prefix[2] === '') throw wrong(`"${text}" has a time zone and no schedule`);
  const zone = zoneNamed(prefix?.[1] ?? '');
  if (!zone) throw wrong(`provided bad location ${prefix?.[1]}: unknown time zone`);
  const spec = prefix ? text.slice(prefix[0].length).trim() : text;
  if (spec.startsWith('@every ')) {
    const seconds = parseGoDuration(spec.slice('@every '.length));
    if (seconds === undefined) throw wrong(`failed to parse duration ${spec}`);
    return { kind: 'every', seconds: Math.max(1, Math.floor(seconds)) };
  }
  const named = spec.startsWith('@') ? descriptors[spec] : undefined;
  if (spec.startsWith('@') && !named) throw wrong(`unrecognized descriptor: ${spec}`);
  return parseFields(named ?? spec, zone);
}

function parseFields(spec: string, zone: Zone): CronSchedule {
  const texts = spec.split(/\s+/).filter((part) => part !== '');
  if (texts.length !== 5)
    throw wrong(`expected exactly 5 fields, found ${texts.length}: [${texts.join(' ')}]`);
  const fields = texts.map((text, index) => parseField(text, bounds[index] as Bounds));
  const [minute, hour, day, month, weekday] = fields.map(({ values }) => values) as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ];
  const both = fields[2]?.star === true || fields[4]?.star === true;
  return { kind: 'fields', zone, minute, hour, day, month, weekday, both };
}

type Field = { readonly values: Set<number>; readonly star: boolean };

function parseField(text: string, limits: Bounds): Field {
  const ranges = text.split(',').filter((part) => part !== '');
  const parsed = ranges.map((range) => parseRange(range, limits));
  return {
    values: new Set(parsed.flatMap(({ values }) => [...values])),
    star: parsed.some(({ star }) => star),
  };
}

function parseRange(text: string, { min, max, names }: Bounds): Field {
  const [range = '', stepText, ...slashes] = text.split('/');
  const [low = '', high, ...hyphens] = range.split('-');
  const any = low === '*' || low === '?';
  if (!any && hyphens.length > 0) throw wrong(`too many hyphens: ${text}`);
  if (slashes.length > 0) throw wrong(`too many slashes: ${text}`);
  const start = any ? min : numberOf(low, names);
  const single = high === undefined && hyphens.length === 0;
  const written = any ? max : high === undefined ? start : numberOf(high, names);
  const step = stepText === undefined ? 1 : numberOf(stepText);
  const end = stepText !== undefined && single ? max : written;
  if (start < min) throw wrong(`beginning of range (${start}) below minimum (${min}): ${text}`);
  if (end > max) throw wrong(`end of range (${end}) above maximum (${max}): ${text}`);
  if (start > end)
    throw wrong(`beginning of range (${start}) beyond end of range (${end}): ${text}`);
  if (step === 0) throw wrong(`step of range should be a positive number: ${text}`);
  const values = new Set<number>();
  for (let value = start; value <= end; value += step) values.add(value);
  return { values, star: any && step === 1 };
}

function numberOf(text: string, names: readonly string[] = []): number {
  const named = text === '' ? -1 : names.indexOf(text.toLowerCase());
  if (named !== -1) return named;
  if (!/^[+-]?\d+$/.test(text)) throw wrong(`failed to parse int from ${text}`);
  const value = Number(text);
  if (value < 0) throw wrong(`negative number (${value}) not allowed: ${text}`);
  return value;
}

function wrong(message: string): PlatformError {
  return new PlatformError('kube.cron', message, {
    hint: 'A schedule has five fields: minute, hour, day of month, month, day of week (0 is Sunday).',
  });
}
