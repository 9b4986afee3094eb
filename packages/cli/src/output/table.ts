import Table from 'cli-table3';
import { widthOf } from './width.ts';

export type Column<T> = {
  /** Upper case, as kubectl writes it. */
  readonly header: string;
  readonly cell: (item: T) => string;
  /** Shown with `-o wide` only. */
  readonly wide?: boolean;
};

const gap = 3;
const narrowest = 6;

/**
 * A table as kubectl prints it: upper-case headers, no borders, columns aligned. When `columns` (cells of the terminal) do
 * not hold it, the widest columns are cut with `…` until it fits.
 */
export function renderTable<T>(
  items: readonly T[],
  shown: readonly Column<T>[],
  columns: number,
): string {
  const rows = items.map((item) => shown.map((column) => oneLine(column.cell(item))));
  const headers = shown.map((column) => column.header);
  const natural = headers.map((header, index) =>
    Math.max(widthOf(header), ...rows.map((row) => widthOf(row[index] ?? ''))),
  );
  const widths = fit(natural, columns - gap * (shown.length - 1));
  const table = new Table({
    chars: Object.fromEntries(borders.map((name) => [name, ''])),
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: widths.map((width, index) => (index < widths.length - 1 ? width + gap : width)),
    truncate: '…',
  });
  const cut = (cells: readonly string[]) =>
    cells.map((cell, index) => cutTo(cell, widths[index] ?? 0));
  table.push(cut(headers), ...rows.map(cut));
  return `${table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}

const borders = [
  ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left'],
  ...['bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
];

/** Control characters would move the cursor or break the row. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim() || '-';
}

/** Takes cells from the widest column until all fit; no column becomes narrower than six cells. */
function fit(natural: readonly number[], available: number): readonly number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, width) => sum + width, 0) - available;
  while (excess > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    const width = widths[widest] ?? 0;
    if (width <= narrowest) break;
    widths[widest] = width - 1;
    excess -= 1;
  }
  return widths;
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
