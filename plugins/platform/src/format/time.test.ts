import { clockTime, duration, relativeTime } from './time';

const now = Date.parse('2026-11-24T12:00:00Z');

describe('relativeTime', () => {
  it.each([
    ['2026-11-24T11:59:58Z', 'just now'],
    ['2026-11-24T11:59:18Z', '42 s ago'],
    ['2026-11-24T11:58:00Z', '2 min ago'],
    ['2026-11-24T09:00:00Z', '3 h ago'],
    ['2026-11-23T11:00:00Z', '1 day ago'],
    ['2026-11-20T12:00:00Z', '4 days ago'],
    ['2026-01-02T12:00:00Z', '2 Jan 2026'],
    ['2026-11-24T12:00:05Z', 'just now'],
    ['never', 'never'],
  ])('says %s as "%s"', (then, expected) => {
    expect(relativeTime(then, now)).toBe(expected);
  });
});

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [42_000, '42 s'],
    [72_000, '1 m 12 s'],
    [120_000, '2 m'],
    [11_100_000, '3 h 5 m'],
    [187_200_000, '2 d 4 h'],
    [-5, '0 s'],
  ])('says %d ms as "%s"', (milliseconds, expected) => {
    expect(duration(milliseconds)).toBe(expected);
  });
});

describe('clockTime', () => {
  it('keeps milliseconds and leaves other text alone', () => {
    expect(clockTime('2026-11-24T12:04:31.220Z')).toMatch(/^\d\d:04:31\.220$/);
    expect(clockTime('soon')).toBe('soon');
  });
});
