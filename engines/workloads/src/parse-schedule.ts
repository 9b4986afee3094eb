import { messageOf } from '@infraforge/kernel';
import { Cron } from 'croner';
import type { Schedule } from './schedule.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/**
 * The schedule of a CronJob in its time zone (UTC without one), or what is wrong with it: five fields, `@daily` and
 * its kin, or `@every 1h30m`.
 */
export function parseSchedule(text: string, timeZone: string | undefined): Schedule | string {
  if (text.includes('TZ')) return 'use spec.timeZone, not TZ or CRON_TZ in the schedule';
  const every = /^@every (?:\d+[smh])+$/.test(text) ? everyOf(text) : undefined;
  if (every !== undefined) return every > 0 ? periodic(every) : 'the period must not be zero';
  if (!text.startsWith('@') && text.trim().split(/\s+/).length !== 5) {
    return 'a schedule has five fields: minute, hour, day of month, month, day of week';
  }
  try {
    const cron = new Cron(text, { timezone: timeZone ?? 'Etc/UTC', paused: true });
    cron.nextRun(new Date(0));
    return { next: (after) => cron.nextRun(after) ?? undefined };
  } catch (error) {
    return messageOf(error);
  }
}

function everyOf(text: string): number {
  const parts = [...text.matchAll(/(\d+)([smh])/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0);
}

function periodic(milliseconds: number): Schedule {
  return { next: (after) => new Date(after.getTime() + milliseconds) };
}
