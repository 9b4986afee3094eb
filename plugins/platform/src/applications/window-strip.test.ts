import type { SyncWindowView } from '@infraforge/plugin-platform-common';
import { goDuration, spansOf } from './window-strip';

const day = 86_400_000;
const start = Date.parse('2026-11-24T00:00:00Z');

const window = (schedule: string, duration: string, timeZone?: string): SyncWindowView => ({
  kind: 'deny',
  schedule,
  duration,
  ...(timeZone && { timeZone }),
  manualSync: false,
  active: false,
});

it.each([
  ['1h30m', 5_400_000],
  ['90s', 90_000],
  ['never', 0],
])('reads %s', (text, expected) => {
  expect(goDuration(text)).toBe(expected);
});

it.each([
  ['each noon', window('0 12 * * *', '6h'), [[0.5, 0.75]]],
  ['in its time zone', window('0 12 * * *', '6h', 'Asia/Tokyo'), [[0.125, 0.375]]],
  [
    'from the day before',
    window('0 22 * * *', '4h'),
    [
      [0, 1 / 12],
      [11 / 12, 1],
    ],
  ],
  ['not at all', window('what', '1h'), []],
])('is open %s', (_, open, expected) => {
  const spans = spansOf(open, start, day).map(({ from, to }) => [from, to]);
  expect(spans.flat().map((value) => value.toFixed(6))).toEqual(
    expected.flat().map((value) => value.toFixed(6)),
  );
});
