import type { GoObject } from '../values.ts';
import { define } from './define.ts';

/** A time.Time in UTC from RFC 3339 or a date; undefined when the text is neither. */
export function goTime(text: string): GoObject | undefined {
  const match =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(\.\d+)?(?:[ \t]*(Z|[+-]\d\d?(?::\d\d)?))?)?$/.exec(
      text,
    );
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] =
    match;
  const pad = (part: string | undefined) => (part ?? '').padStart(2, '0');
  const iso = `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${minute}:${second}`;
  const time = Date.parse(`${iso}Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso.slice(0, 10))
    return undefined;
  const offset =
    zone === 'Z'
      ? '+0000'
      : zone
          .replace(':', '')
          .replace(/^([+-])(\d)$/, '$10$2')
          .padEnd(5, '0');
  const named = zone === 'Z' ? '+0000 UTC' : `${offset} ${offset}`;
  const shown = `${iso.replace('T', ' ')}${fraction.replace(/0+$/, '').replace(/^\.$/, '')} ${named}`;
  return timeObject(shown, {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    seconds: Math.floor(time / 1000),
  });
}

type Parts = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly seconds: number;
};

function timeObject(shown: string, parts: Parts): GoObject {
  return {
    goType: 'time.Time',
    text: () => shown,
    methods: {
      Year: define([], () => parts.year),
      Day: define([], () => parts.day),
      String: define([], () => shown),
      Unix: define([], () => parts.seconds),
    },
  };
}
