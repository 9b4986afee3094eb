import { FunctionError } from '../../problem.ts';
import { type GoObject, goFloat, goInt64, isNil, numberOf } from '../../values.ts';
import { define, type FunctionMap } from '../define.ts';
import { timeObject } from '../time.ts';
import { parseTime } from '../time-parse.ts';
import { utc } from '../zone.ts';
import { toInt64, toText } from './gomplate-convert.ts';

const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const of = (unit: string) =>
  define(['any'], (count) => durationObject(toInt64(count) * (units[unit] ?? 1n)));

/** gomplate's `time`, without what reads the clock. */
export const timeNamespace: FunctionMap = {
  Hour: of('h'),
  Microsecond: of('us'),
  Millisecond: of('ms'),
  Minute: of('m'),
  Nanosecond: of('ns'),
  Parse: define(['string', 'any'], (layout, text) => timeObject(parseTime(layout, toText(text)))),
  ParseDuration: define(['any'], (text) => parseDuration(toText(text))),
  Second: of('s'),
  Unix: define(['any'], unix),
};

function unix(value: unknown): GoObject {
  const text =
    typeof value === 'string' ? value : isNil(value) ? '0' : String(numberOf(value)?.value);
  if (typeof value !== 'string' && numberOf(value)?.kind === 'float')
    throw new FunctionError(`can not parse floating point number (${text}) - use a string instead`);
  const match = /^([+-]?\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new FunctionError(`can not parse '${text}' as a number`);
  const nano = Number((match[2] ?? '').padEnd(9, '0').slice(0, 9));
  return timeObject({
    milliseconds: Number(match[1]) * 1000 + Math.floor(nano / 1e6),
    nanoseconds: nano % 1e6,
    zone: utc,
  });
}

function parseDuration(text: string): GoObject {
  const match = /^([+-]?)(0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+)$/.exec(text);
  if (!match) throw new FunctionError(`time: invalid duration ${JSON.stringify(text)}`);
  let total = 0n;
  for (const [, whole = '0', fraction = '', unit = ''] of text.matchAll(
    /(\d*)(?:\.(\d*))?(ns|us|µs|ms|s|m|h)/g,
  )) {
    const size = units[unit] ?? 1n;
    total += BigInt(whole || '0') * size;
    total += (BigInt(fraction || '0') * size) / 10n ** BigInt(fraction.length);
  }
  return durationObject(match[1] === '-' ? -total : total);
}

/** A time.Duration, in nanoseconds. */
function durationObject(nano: bigint): GoObject {
  const text = durationText(nano);
  const per = (unit: string) => define([], () => goFloat(Number(nano) / Number(units[unit] ?? 1n)));
  return {
    goType: 'time.Duration',
    text: () => text,
    json: () => String(nano),
    methods: {
      Hours: per('h'),
      Minutes: per('m'),
      Seconds: per('s'),
      Milliseconds: define([], () => goInt64(nano / 1_000_000n)),
      Nanoseconds: define([], () => goInt64(nano)),
      String: define([], () => text),
    },
  };
}

function durationText(nano: bigint): string {
  const size = nano < 0n ? -nano : nano;
  const sign = nano < 0n ? '-' : '';
  if (size === 0n) return '0s';
  if (size < 1_000_000_000n) {
    const [unit, scale] = size < 1_000n ? ['ns', 1] : size < 1_000_000n ? ['µs', 1e3] : ['ms', 1e6];
    return `${sign}${Number(size) / Number(scale)}${unit}`;
  }
  const seconds = Number(size % 60_000_000_000n) / 1e9;
  const [hours, minutes] = [size / 3_600_000_000_000n, (size / 60_000_000_000n) % 60n];
  if (hours > 0n) return `${sign}${hours}h${minutes}m${seconds}s`;
  return minutes > 0n ? `${sign}${minutes}m${seconds}s` : `${sign}${seconds}s`;
}
