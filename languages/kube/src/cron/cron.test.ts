import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cronJobSchedule, cronRunName, mostRecentRun } from './missed-runs.ts';
import { nextCronTime } from './next-time.ts';
import { parseCron } from './parse-cron.ts';

const next: readonly [string, string, string][] = [
  ['*/15 * * * *', '2025-01-15T10:07:30Z', '2025-01-15T10:15:00.000Z'],
  ['0 0 13 * FRI', '2025-01-15T00:00:00Z', '2025-01-17T00:00:00.000Z'],
  ['TZ=Europe/Berlin 30 2 * * *', '2025-03-29T12:00:00Z', '2025-03-31T00:30:00.000Z'],
  ['@every 90s', '2025-01-15T10:07:30Z', '2025-01-15T10:09:00.000Z'],
];
for (const [schedule, after, expected] of next) {
  test(`the next time of "${schedule}"`, () => {
    assert.equal(nextCronTime(parseCron(schedule), new Date(after))?.toISOString(), expected);
  });
}

for (const schedule of [
  '* * * * 7',
  '5-1 * * * *',
  '* * L * *',
  '@reboot',
  'TZ=No/Where * * * * *',
])
  test(`"${schedule}" is refused`, () => {
    assert.throws(() => parseCron(schedule), { code: 'kube.cron' });
  });

test('a day that does not exist never comes', () => {
  assert.equal(nextCronTime(parseCron('0 0 31 2 *'), new Date()), undefined);
});

test('the newest run that is due, and its name', () => {
  const times = { schedule: '0 * * * *', created: new Date('2025-01-15T09:30:00Z') };
  const run = mostRecentRun(times, new Date('2025-01-15T12:30:00Z'));
  assert.equal(run.mostRecent?.toISOString(), '2025-01-15T12:00:00.000Z');
  assert.equal(run.missed, 'few');
  assert.equal(cronRunName('j', run.mostRecent ?? new Date()), 'j-28949040');
});

test('an unknown time zone of a CronJob is left out', () => {
  const schedule = cronJobSchedule({ schedule: '0 9 * * *', timeZone: 'No/Where' });
  const time = nextCronTime(schedule, new Date('2025-01-15T10:00:00Z'));
  assert.equal(time?.toISOString(), '2025-01-16T09:00:00.000Z');
});
