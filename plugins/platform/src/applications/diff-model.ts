import { structuredPatch } from 'diff';

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added' | 'gap';
  readonly text: string;
}

/** Unchanged lines shown around a change. */
const context = 3;

/** The lines of two texts that differ, with a few around them; `gap` stands for those left out between. */
export function diffLines(live: string, target: string): readonly DiffLine[] {
  const { hunks } = structuredPatch('', '', live, target, '', '', { context });
  return hunks.flatMap((hunk, index): readonly DiffLine[] => [
    ...(index > 0 || hunk.oldStart > 1
      ? [{ kind: 'gap' as const, text: `line ${hunk.oldStart || hunk.newStart}` }]
      : []),
    ...hunk.lines
      .filter((line) => !line.startsWith('\\'))
      .map((line): DiffLine => {
        const text = line.slice(1);
        if (line.startsWith('-')) return { kind: 'removed', text };
        if (line.startsWith('+')) return { kind: 'added', text };
        return { kind: 'same', text };
      }),
  ]);
}
