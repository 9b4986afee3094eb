import type { Instant } from './time.ts';
import { offsetText } from './zone.ts';

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
export const weekdayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];

/** The parts of Go's reference time, longest first where one begins another. */
const layoutPart =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|002|01|02|03|04|05|06|15|PM|pm|-07:00:00|-07:00|-0700|-07|Z07:00|Z0700|Z07|[.,]0+(?!\d)|[.,]9+(?!\d)|__2|_2|1|2|3|4|5/g;

/** time.Format. */
export function formatTime(instant: Instant, layout: string): string {
  const date = new Date(instant.milliseconds + instant.zone.offsetMinutes * 60_000);
  return layout.replace(layoutPart, (part) => formatPart(part, date, instant));
}

function formatPart(part: string, date: Date, instant: Instant): string {
  const pad = (value: number, width = 2) => String(value).padStart(width, '0');
  const hour12 = date.getUTCHours() % 12 || 12;
  const { offsetMinutes, name } = instant.zone;
  switch (part) {
    case 'January':
      return monthNames[date.getUTCMonth()] ?? '';
    case 'Jan':
      return (monthNames[date.getUTCMonth()] ?? '').slice(0, 3);
    case 'Monday':
      return weekdayNames[date.getUTCDay()] ?? '';
    case 'Mon':
      return (weekdayNames[date.getUTCDay()] ?? '').slice(0, 3);
    case 'MST':
      return name === '' ? offsetText(offsetMinutes, false) : name;
    case '2006':
      return pad(date.getUTCFullYear(), 4);
    case '06':
      return pad(date.getUTCFullYear() % 100);
    case '01':
      return pad(date.getUTCMonth() + 1);
    case '1':
      return String(date.getUTCMonth() + 1);
    case '02':
      return pad(date.getUTCDate());
    case '_2':
      return String(date.getUTCDate()).padStart(2);
    case '2':
      return String(date.getUTCDate());
    case '002':
      return pad(dayOfYear(date), 3);
    case '__2':
      return String(dayOfYear(date)).padStart(3);
    case '15':
      return pad(date.getUTCHours());
    case '03':
      return pad(hour12);
    case '3':
      return String(hour12);
    case '04':
      return pad(date.getUTCMinutes());
    case '4':
      return String(date.getUTCMinutes());
    case '05':
      return pad(date.getUTCSeconds());
    case '5':
      return String(date.getUTCSeconds());
    case 'PM':
      return date.getUTCHours() < 12 ? 'AM' : 'PM';
    case 'pm':
      return date.getUTCHours() < 12 ? 'am' : 'pm';
    default:
      return /^[.,]/.test(part) ? fraction(part, date, instant) : offset(part, offsetMinutes);
  }
}

function fraction(part: string, date: Date, { nanoseconds }: Instant): string {
  const digits = String(date.getUTCMilliseconds() * 1e6 + nanoseconds)
    .padStart(9, '0')
    .slice(0, part.length - 1);
  if (part[1] === '0') return part[0] + digits;
  const trimmed = digits.replace(/0+$/, '');
  return trimmed === '' ? '' : part[0] + trimmed;
}

function offset(part: string, minutes: number): string {
  if (part.startsWith('Z') && minutes === 0) return 'Z';
  if (part.endsWith('07')) return offsetText(minutes, true).slice(0, 3);
  return offsetText(minutes, part.includes(':')) + (part.endsWith(':00:00') ? ':00' : '');
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}
