const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** How long ago `then` (RFC 3339) was, as a person says it: `2 min ago`. Older than 30 days: the date. */
export function relativeTime(then: string, now: number): string {
  const at = Date.parse(then);
  if (Number.isNaN(at)) return then;
  const passed = now - at;
  if (passed < 10 * second) return 'just now';
  if (passed < minute) return `${Math.floor(passed / second)} s ago`;
  if (passed < hour) return `${Math.floor(passed / minute)} min ago`;
  if (passed < day) return `${Math.floor(passed / hour)} h ago`;
  if (passed < 30 * day) return `${plural(Math.floor(passed / day), 'day')} ago`;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(at);
}

/** A length of time with at most two units: `42 s`, `1 m 12 s`, `3 h 5 m`, `2 d 4 h`. */
export function duration(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / second));
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(total / 86_400), 'd'],
    [Math.floor(total / 3600) % 24, 'h'],
    [Math.floor(total / 60) % 60, 'm'],
    [total % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  if (first === -1) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}

/** The exact moment in the reader's time zone, for a tooltip. */
export function exactTime(then: string): string {
  const at = Date.parse(then);
  if (Number.isNaN(at)) return then;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' }).format(at);
}

/** `12:04:31.220` in the reader's time zone; the text itself where it is no time. */
export function clockTime(then: string): string {
  const at = new Date(then);
  if (Number.isNaN(at.getTime())) return then;
  const two = (value: number) => String(value).padStart(2, '0');
  const milliseconds = String(at.getMilliseconds()).padStart(3, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${milliseconds}`;
}
