import type { LogLine } from '@infraforge/plugin-platform-common';
import { useEffect, useState } from 'react';
import type { StreamHandlers } from '../api/platform-api';
import type { LogEntry } from '../log/log-filter';
import { parseLogLine } from '../log/parse-log-line';

export interface LiveLog {
  readonly entries: readonly LogEntry[];
  /** True once the platform answered, even when there is no line yet. */
  readonly ready: boolean;
  readonly live: boolean;
  readonly error?: unknown;
}

/** Lines of the past that a page begins with. */
export const logTail = 500;

/** Sends a log's end and each new line, until the signal aborts. */
export type FollowLog = (handlers: StreamHandlers<LogLine>) => Promise<void>;

/** Lines kept in the page; older ones are in `gaia logs`. */
const kept = 5_000;
/** Milliseconds in which lines are collected before the page is drawn again. */
const batch = 100;

/** Numbers new lines and drops those that a reconnection sent a second time. */
class LogReader {
  private nextId = 0;
  private readonly offsets = new Map<string, number>();

  read(lines: readonly LogLine[]): readonly LogEntry[] {
    return lines.flatMap(({ pod, text, offset }) => {
      if (offset <= (this.offsets.get(pod) ?? -1)) return [];
      this.offsets.set(pod, offset);
      this.nextId += 1;
      return [{ id: this.nextId, pod, line: parseLogLine(text) }];
    });
  }
}

/** A log: its end at once, then each new line. `follow` must be the same function while it is the same log. */
export function useLog(follow: FollowLog): LiveLog {
  const [state, setState] = useState<LiveLog>({ entries: [], ready: false, live: false });

  useEffect(() => {
    const abort = new AbortController();
    const reader = new LogReader();
    let waiting: LogLine[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    setState({ entries: [], ready: false, live: false });

    const flush = () => {
      timer = undefined;
      const fresh = reader.read(waiting);
      waiting = [];
      setState((previous) => ({
        ...previous,
        ready: true,
        entries: [...previous.entries, ...fresh].slice(-kept),
      }));
    };
    follow({
      signal: abort.signal,
      onValue: (line) => {
        waiting.push(line);
        timer ??= setTimeout(flush, batch);
      },
      onState: (connection) =>
        setState((previous) => ({ ...previous, ready: true, live: connection === 'open' })),
    }).catch((error: unknown) => {
      if (!abort.signal.aborted) {
        setState((previous) => ({ ...previous, error, ready: true, live: false }));
      }
    });
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [follow]);

  return state;
}
