/** When something happens, by minutes: Argo CD's five fields (robfig/cron without seconds and without `@daily`). */
export type CronSchedule = {
  /** The first time after `time`, in milliseconds since the epoch; undefined when there is none in five years. */
  next(time: number): number | undefined;
};

type Field = {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
};

const fields: readonly Field[] = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of month', from: 1, to: 31 },
  {
    name: 'month',
    from: 1,
    to: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', from: 0, to: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

const minute = 60_000;
const day = 24 * 60 * minute;

/** Reads a schedule, in UTC. A text is what is wrong with it. */
export function parseCron(text: string): CronSchedule | string {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== fields.length) {
    return `a schedule has exactly 5 fields (minute hour day month weekday), this one has ${parts.length}`;
  }
  const sets: (ReadonlySet<number> | undefined)[] = [];
  for (const [index, part] of parts.entries()) {
    const field = fields[index];
    const set = field && parseField(part, field);
    if (typeof set === 'string') return set;
    sets.push(set);
  }
  const [minutes, hours, days, months, weekdays] = sets;
  const anyDay = isStar(parts[2]) || isStar(parts[4]);
  const matchesDay = (date: Date) => {
    const inMonth = days?.has(date.getUTCDate()) ?? false;
    const inWeek = weekdays?.has(date.getUTCDay()) ?? false;
    return anyDay ? inMonth && inWeek : inMonth || inWeek;
  };
  return {
    next(time) {
      let moment = (Math.floor(time / minute) + 1) * minute;
      const end = time + 5 * 366 * day;
      while (moment <= end) {
        const date = new Date(moment);
        if (!months?.has(date.getUTCMonth() + 1) || !matchesDay(date)) {
          moment = (Math.floor(moment / day) + 1) * day;
        } else if (!hours?.has(date.getUTCHours())) {
          moment = (Math.floor(moment / (60 * minute)) + 1) * 60 * minute;
        } else if (!minutes?.has(date.getUTCMinutes())) moment += minute;
        else return moment;
      }
      return undefined;
    },
  };
}

function isStar(part: string | undefined): boolean {
  return part !== undefined && /^[*?]/.test(part);
}

function parseField(text: string, field: Field): ReadonlySet<number> | string {
  const values = new Set<number>();
  for (const entry of text.split(',')) {
    const parts = /^([*?]|[a-z0-9]+)(?:-([a-z0-9]+))?(?:\/(\d+))?$/i.exec(entry);
    if (!parts) return `the ${field.name} "${entry}" cannot be read`;
    const [, first = '', last, step] = parts;
    const star = first === '*' || first === '?';
    const from = star ? field.from : numberOf(first, field);
    const open = star || (step !== undefined && last === undefined);
    const to = last === undefined ? (open ? field.to : from) : numberOf(last, field);
    const by = Number(step ?? 1);
    if (!(from >= field.from && to <= field.to && from <= to && by > 0)) {
      return `the ${field.name} "${entry}" is not within ${field.from} and ${field.to}`;
    }
    for (let value = from; value <= to; value += by) values.add(value);
  }
  return values;
}

function numberOf(text: string, field: Field): number {
  const name = field.names?.indexOf(text.toLowerCase()) ?? -1;
  return name === -1 ? Number(text) : name + field.from;
}
