import type { SyncWindowView } from '@infraforge/plugin-platform-common';
import { Cron } from 'croner';

/** A stretch of the strip, both as shares of its length from 0 to 1. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly start: Date;
}

const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };
/** A window that opens each minute would draw ten thousand marks. */
const mostSpans = 400;

/** Milliseconds of a duration as Go writes it (`1h30m`); 0 when it is none. */
export function goDuration(text: string): number {
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)].reduce(
    (sum, [, value, unit]) => sum + Number(value) * (units[unit ?? ''] ?? 0),
    0,
  );
}

/** When the window is open in the `length` milliseconds from `start`; none when its schedule cannot be read. */
export function spansOf(window: SyncWindowView, start: number, length: number): readonly Span[] {
  const lasts = goDuration(window.duration);
  const spans: Span[] = [];
  try {
    const cron = new Cron(window.schedule, { timezone: window.timeZone ?? 'UTC' });
    let opens = cron.nextRun(new Date(start - lasts));
    while (opens && opens.getTime() < start + length && spans.length < mostSpans) {
      const at = opens.getTime();
      const from = Math.max(0, (at - start) / length);
      const to = Math.min(1, (at + lasts - start) / length);
      if (to > from) spans.push({ from, to, start: opens });
      opens = cron.nextRun(opens);
    }
  } catch {
    return [];
  }
  return spans;
}
