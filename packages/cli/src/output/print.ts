import type { CommandContext } from '../context.ts';
import type { OutputFormat } from '../global-options.ts';
import { type Column, renderTable } from './table.ts';

/** What a command found, and how each output format shows it. */
export type PrintableList<T, R> = {
  /** `service`, `app`…: what `-o name` prints before the slash. */
  readonly kind: string;
  readonly items: readonly T[];
  readonly nameOf: (item: T) => string;
  /** One thing was asked for by name: JSON and YAML show it and not a list of one. */
  readonly single: boolean;
  /** The rows of the table that an item stands in. */
  readonly rows: (item: T) => readonly R[];
  readonly columns: readonly Column<R>[];
  /** What to say, on stderr, when there is nothing. */
  readonly empty: string;
};

/** Prints a list in the format that was asked for. */
export async function printList<T, R>(
  context: CommandContext,
  format: OutputFormat,
  list: PrintableList<T, R>,
): Promise<void> {
  const { items } = list;
  switch (format) {
    case 'json':
    case 'yaml': {
      const document = list.single ? items[0] : { items };
      context.stdout.write(await renderDocument(document, format));
      return;
    }
    case 'name':
      context.stdout.write(items.map((item) => `${list.kind}/${list.nameOf(item)}\n`).join(''));
      return;
    case 'table':
    case 'wide': {
      if (items.length === 0) {
        context.stderr.write(`${list.empty}\n`);
        return;
      }
      const wide = format === 'wide';
      const columns = list.columns.filter((column) => wide || !column.wide);
      const width = wide ? Number.POSITIVE_INFINITY : context.columns;
      context.stdout.write(renderTable(items.flatMap(list.rows), columns, width));
    }
  }
}

/** One JSON or YAML document, ending in a line break. */
export async function renderDocument(value: unknown, format: 'json' | 'yaml'): Promise<string> {
  if (format === 'json') return `${JSON.stringify(value, undefined, 2)}\n`;
  const { stringifyYaml } = await import('@infraforge/yaml');
  return stringifyYaml(value);
}
