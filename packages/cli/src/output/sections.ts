import { printable } from './printable.ts';
import { widthOf } from './width.ts';

/** A line `Label:   value` of `gaia describe`; a list of values stands below each other, nothing is left out silently. */
export type Field = readonly [label: string, value: string | readonly string[] | undefined];

/** Lines with their values aligned, as kubectl describe has them. A field that is undefined is left out. */
export function renderFields(fields: readonly Field[]): string {
  const shown = fields.filter(([, value]) => value !== undefined);
  const width = Math.max(0, ...shown.map(([label]) => widthOf(label) + 1)) + 2;
  return shown
    .map(([label, value]) => {
      const values = (typeof value === 'string' ? [value] : (value ?? [])).map(printable);
      const [first = '-', ...rest] = values;
      const head = `${label}:`.padEnd(width) + first;
      return [head, ...rest.map((text) => ' '.repeat(width) + text)].join('\n');
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** A title with its text two cells further in. */
export function renderSection(title: string, text: string): string {
  const inner = printable(text)
    .trimEnd()
    .split('\n')
    .map((line) => (line ? `  ${line}` : line))
    .join('\n');
  return `${title}:\n${inner}\n`;
}
