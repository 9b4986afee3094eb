import { messageOf } from '@infraforge/kernel';
import { type CronSchedule, parseCron } from '@infraforge/kube';

/** The schedule of a CronJob in its time zone (UTC without one), or what is wrong with it. */
export function parseSchedule(text: string, timeZone: string | undefined): CronSchedule | string {
  if (text.includes('TZ')) return 'use spec.timeZone, not TZ or CRON_TZ in the schedule';
  try {
    return parseCron(timeZone === undefined ? text : `TZ=${timeZone} ${text}`);
  } catch (error) {
    return messageOf(error);
  }
}
