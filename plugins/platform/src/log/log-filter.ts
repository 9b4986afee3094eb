import type { LogLevel, ParsedLogLine } from './parse-log-line';

/** One line as the page holds it. */
export interface LogEntry {
  /** Rises with each line; the key of its row. */
  readonly id: number;
  readonly pod: string;
  readonly line: ParsedLogLine;
}

export interface LogFilter {
  readonly search: string;
  /** The least level shown; lines without a level are always shown. */
  readonly level: LogLevel | 'all';
  readonly pod: string | 'all';
}

const weight: Readonly<Record<LogLevel, number>> = { error: 3, warn: 2, info: 1, debug: 0 };

/** The lines that a filter lets through, in their order. */
export function filterLog(entries: readonly LogEntry[], filter: LogFilter): readonly LogEntry[] {
  const wanted = filter.search.trim().toLowerCase();
  return entries.filter(({ pod, line }) => {
    if (filter.pod !== 'all' && pod !== filter.pod) return false;
    if (filter.level !== 'all' && line.level && weight[line.level] < weight[filter.level])
      return false;
    return (
      wanted === '' ||
      line.raw.toLowerCase().includes(wanted) ||
      line.message.toLowerCase().includes(wanted)
    );
  });
}
