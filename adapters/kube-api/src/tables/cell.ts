import type { KubeObject } from '@infraforge/kube';

/** One column of a table, as `metav1.TableColumnDefinition` has it. */
export type Column = {
  readonly name: string;
  readonly type?: 'string' | 'integer' | 'date';
  /** Only with `-o wide`. */
  readonly isWide?: boolean;
  cell(object: KubeObject, now: Date): string | number;
};

/** What stands where there is nothing. */
export const NONE = '<none>';

/** The value at a dotted path; undefined when it is not there. */
export function at(value: unknown, path: string): unknown {
  let found = value;
  for (const step of path.split('.')) {
    found =
      typeof found === 'object' && found !== null
        ? (found as Record<string, unknown>)[step]
        : undefined;
  }
  return found ?? undefined;
}

/** The text at a path; `absent` when there is none. */
export function textAt(value: unknown, path: string, absent = NONE): string {
  const found = at(value, path);
  return found === undefined || found === '' ? absent : String(found);
}

/** The number at a path; 0 when there is none. */
export function numberAt(value: unknown, path: string, absent = 0): number {
  const found = at(value, path);
  return typeof found === 'number' ? found : absent;
}

/** The list at a path; empty when there is none. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}

/** Texts with commas between; `<none>` for no texts. */
export function joined(texts: readonly unknown[]): string {
  return texts.length === 0 ? NONE : texts.map(String).join(',');
}

/** `a=b,c=d` of a map. */
export function pairs(map: unknown): string {
  return joined(
    Object.entries((map ?? {}) as Record<string, unknown>)
      .map(([key, value]) => `${key}=${value}`)
      .sort(),
  );
}

/** A `LabelSelector` as kubectl writes it. */
export function selectorText(selector: unknown): string {
  const equal = Object.entries((at(selector, 'matchLabels') ?? {}) as Record<string, string>);
  const other = listAt(selector, 'matchExpressions').map(
    (each) => `${at(each, 'key')} ${textAt(each, 'operator')} (${joined(listAt(each, 'values'))})`,
  );
  return joined([...equal.map(([key, value]) => `${key}=${value}`).sort(), ...other]);
}

/** How long ago a time is, in kubectl's words (apimachinery `duration.HumanDuration`). */
export function age(time: unknown, now: Date): string {
  const since = typeof time === 'string' ? now.getTime() - Date.parse(time) : Number.NaN;
  return Number.isNaN(since) ? '<unknown>' : duration(since);
}

/** A length of time in milliseconds, in kubectl's words. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return withRest(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return withRest(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 8) return withRest(days, 'd', hours % 24, 'h');
  if (days < 730) return `${days}d`;
  const years = Math.floor(days / 365);
  return years < 8 ? withRest(years, 'y', days % 365, 'd') : `${years}y`;
}

function withRest(whole: number, unit: string, rest: number, smaller: string): string {
  return rest === 0 ? `${whole}${unit}` : `${whole}${unit}${rest}${smaller}`;
}

export const nameColumn: Column = { name: 'Name', cell: ({ metadata }) => metadata.name };
export const ageColumn: Column = {
  name: 'Age',
  cell: ({ metadata }, now) => age(metadata.creationTimestamp, now),
};

/** Containers and images of a pod template, for `-o wide`. */
export const templateColumns: readonly Column[] = [
  wide('Containers', (object) => joined(containers(object).map((each) => at(each, 'name')))),
  wide('Images', (object) => joined(containers(object).map((each) => at(each, 'image')))),
];

export function wide(name: string, cell: Column['cell']): Column {
  return { name, isWide: true, cell };
}

export function column(name: string, cell: Column['cell'], type?: Column['type']): Column {
  return { name, cell, ...(type ? { type } : {}) };
}

function containers(object: KubeObject): readonly unknown[] {
  return listAt(object, 'spec.template.spec.containers');
}
