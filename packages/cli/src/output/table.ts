import Table from 'cli-table3';
import { widthOf } from './width.ts';

export type Column<T> = {
  /** Upper case, as kubectl writes it. */
  readonly header: string;
  readonly cell: (item: T) => string;
  /** Shown with `-o wide` only. */
  readonly wide?: boolean;
  /** Left out, the last such column first, where the terminal is too narrow for all. */
  readonly optional?: boolean;
};

/** Cells between two columns: kubectl's, and what a narrow terminal gets. */
const gaps = [3, 2];
const narrowest = 6;

/**
 * A table as kubectl prints it: upper-case headers, no borders, columns aligned. When `columns` (cells of the terminal) do
 * not hold it, the gaps become smaller, then optional columns go, then the widest of the others are cut with `…`, the first
 * one, the name, last.
 */
export function renderTable<T>(
  items: readonly T[],
  columns: readonly Column<T>[],
  width: number,
): string {
  const measured = columns.map((column): MeasuredColumn => {
    const cells = [column.header, ...items.map((item) => oneLine(column.cell(item)))];
    return { cells, width: Math.max(...cells.map(widthOf)), optional: column.optional === true };
  });
  const { shown, gap } = fit(measured, width);
  const table = new Table({
    chars: Object.fromEntries(borders.map((name) => [name, ''])),
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: shown.map((column, index) => column.width + (index < shown.length - 1 ? gap : 0)),
    truncate: '…',
  });
  for (let row = 0; row <= items.length; row++) {
    table.push(shown.map((column) => cutTo(column.cells[row] ?? '', column.width)));
  }
  const lines = table.toString().split('\n');
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

type MeasuredColumn = {
  readonly cells: readonly string[];
  readonly width: number;
  readonly optional: boolean;
};

const borders = [
  ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left'],
  ...['bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
];

/** Control characters would move the cursor or break the row. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim() || '-';
}

function fit(
  columns: readonly MeasuredColumn[],
  available: number,
): { readonly shown: readonly MeasuredColumn[]; readonly gap: number } {
  let shown = columns;
  for (;;) {
    const wanted = shown.reduce((sum, { width }) => sum + width, 0);
    const gap = gaps.find((cells) => wanted + cells * (shown.length - 1) <= available);
    if (gap !== undefined) return { shown, gap };
    const goes = shown.findLast(({ optional }) => optional);
    if (!goes) break;
    shown = shown.filter((column) => column !== goes);
  }
  const gap = gaps.at(-1) ?? 1;
  return { shown: shrink(shown, available - gap * (shown.length - 1)), gap };
}

/** Takes cells from the widest column until all fit; the first gives only what the others cannot. */
function shrink(columns: readonly MeasuredColumn[], available: number): readonly MeasuredColumn[] {
  const widths = columns.map(({ width }) => width);
  const [, ...others] = widths.keys();
  const widestOf = (indices: readonly number[]) =>
    indices
      .filter((index) => (widths[index] ?? 0) > narrowest)
      .sort((left, right) => (widths[right] ?? 0) - (widths[left] ?? 0))[0];
  for (
    let excess = widths.reduce((sum, width) => sum + width, 0) - available;
    excess > 0;
    excess--
  ) {
    const widest = widestOf(others) ?? widestOf([0]);
    if (widest === undefined) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return columns.map((column, index) => ({ ...column, width: widths[index] ?? column.width }));
}

/** The text, or as much of it as fits with `…` behind it; never a part of a character. */
export function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let cut = '';
  let used = 0;
  // Made here and not once for all: it takes 14 ms, and most tables need none.
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const next = used + widthOf(segment);
    if (next > width - 1) break;
    cut += segment;
    used = next;
  }
  return `${cut}…`;
}
