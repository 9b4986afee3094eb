import { FunctionError } from '../problem.ts';
import type { Instant } from './time.ts';
import { monthNames } from './time-format.ts';
import { utc } from './zone.ts';

type Fields = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
};

const parts: Readonly<
  Record<string, readonly [RegExp, keyof Fields | 'monthName' | 'shortMonth']>
> = {
  '2006': [/^\d{4}/, 'year'],
  January: [/^[A-Za-z]+/, 'monthName'],
  Jan: [/^[A-Za-z]{3}/, 'shortMonth'],
  '01': [/^\d{2}/, 'month'],
  '02': [/^\d{2}/, 'day'],
  '15': [/^\d{2}/, 'hour'],
  '04': [/^\d{2}/, 'minute'],
  '05': [/^\d{2}/, 'second'],
};
const layoutPart = /January|Jan|2006|01|02|15|04|05/g;

/** time.Parse for layouts of dates and times in UTC. Throws FunctionError in Go's words. */
export function parseTime(layout: string, text: string): Instant {
  const fields: Fields = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
  const fail = (rest: string, part: string) =>
    new FunctionError(
      `parsing time ${JSON.stringify(text)} as ${JSON.stringify(layout)}: cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(part)}`,
    );
  let rest = text;
  let position = 0;
  for (const match of layout.matchAll(layoutPart)) {
    rest = afterLiteral(rest, layout.slice(position, match.index), fail);
    position = (match.index ?? 0) + match[0].length;
    const [pattern, field] = parts[match[0]] ?? [/^/, 'day'];
    const found = pattern.exec(rest)?.[0];
    if (found === undefined || !read(fields, field, found)) throw fail(rest, match[0]);
    rest = rest.slice(found.length);
  }
  rest = afterLiteral(rest, layout.slice(position), fail);
  if (rest !== '') {
    throw new FunctionError(
      `parsing time ${JSON.stringify(text)}: extra text: ${JSON.stringify(rest)}`,
    );
  }
  return checked(fields, text);
}

function afterLiteral(
  rest: string,
  literal: string,
  fail: (rest: string, part: string) => FunctionError,
): string {
  if (!rest.startsWith(literal)) throw fail(rest, literal);
  return rest.slice(literal.length);
}

function read(
  fields: Fields,
  field: keyof Fields | 'monthName' | 'shortMonth',
  text: string,
): boolean {
  if (field !== 'monthName' && field !== 'shortMonth') {
    fields[field] = Number(text);
    return true;
  }
  const index = monthNames.findIndex(
    (name) => (field === 'monthName' ? name : name.slice(0, 3)) === text,
  );
  fields.month = index + 1;
  return index !== -1;
}

function checked({ year, month, day, hour, minute, second }: Fields, text: string): Instant {
  const ranges: readonly [string, boolean][] = [
    ['month', month >= 1 && month <= 12],
    ['day', day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()],
    ['hour', hour < 24],
    ['minute', minute < 60],
    ['second', second < 60],
  ];
  const wrong = ranges.find(([, fits]) => !fits);
  if (wrong)
    throw new FunctionError(`parsing time ${JSON.stringify(text)}: ${wrong[0]} out of range`);
  return {
    milliseconds: Date.UTC(year, month - 1, day, hour, minute, second),
    nanoseconds: 0,
    zone: utc,
  };
}
