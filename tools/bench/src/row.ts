/** One line of the table: what was measured, beside what we hold ourselves to (DESIGN §9) and what the peer does. */
export type Row = {
  readonly what: string;
  readonly unit: 's' | 'ms' | 'MiB' | '% of a core';
  /** Undefined when it could not be measured; `remark` says why. */
  readonly measured: number | undefined;
  /** Upper bound in the same unit. */
  readonly target?: number;
  readonly peer?: { readonly name: string; readonly measured: number };
  readonly remark?: string;
};

/** True when a target is there and was missed. */
export function isMissed({ measured, target }: Row): boolean {
  return measured !== undefined && target !== undefined && measured > target;
}

/** The table as text: aligned columns, a mark where the target was missed. */
export function renderRows(rows: readonly Row[]): string {
  const header = ['WHAT', 'MEASURED', 'TARGET', 'PEER', ''];
  const cells = rows.map((row) => [
    row.what,
    figure(row.measured, row.unit),
    row.target === undefined ? '-' : `< ${figure(row.target, row.unit)}`,
    row.peer ? `${row.peer.name} ${figure(row.peer.measured, row.unit)}` : '-',
    [isMissed(row) ? 'MISSED' : '', row.remark ?? ''].filter(Boolean).join(' '),
  ]);
  const widths = header.map((title, index) =>
    Math.max(title.length, ...cells.map((row) => row[index]?.length ?? 0)),
  );
  return [header, ...cells]
    .map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function figure(value: number | undefined, unit: Row['unit']): string {
  if (value === undefined) return 'not measured';
  const digits = unit === 's' || unit === '% of a core' ? 1 : value < 100 ? 1 : 0;
  return `${value.toFixed(digits)} ${unit}`;
}

/** The middle of the samples; of an even number the mean of the two in the middle. Throws on none. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1];
  const high = sorted[Math.floor(middle)];
  if (low === undefined || high === undefined) throw new Error('there is no median of nothing');
  return (low + high) / 2;
}

/** Runs something and says how long it took, in seconds. */
export async function seconds(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return (performance.now() - began) / 1000;
}
