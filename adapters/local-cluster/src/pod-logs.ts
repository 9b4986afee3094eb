import { join } from 'node:path';
import type { DataDirectory } from './data-directory.ts';
import { type LogSegment, logSegments, readRange } from './log-segments.ts';
import { podDirectory, readPodRecord } from './pod-files.ts';

/** One line of a pod's log. */
export type LogLine = {
  readonly text: string;
  /** Bytes from the start of the log to the end of the line. */
  readonly offset: number;
};

export type LogOptions = {
  /** Lines at most, counted from the end, when no offset is given. */
  readonly tail: number;
  /** Only lines after this offset of an earlier line. */
  readonly fromOffset?: number;
  /** The pod's first container when left out. */
  readonly container?: string;
};

/** The logs of pods, read from the kubelet's files: they are readable while the kubelet is away. */
export type PodLogReader = {
  read(podUid: string, options: LogOptions): Promise<readonly LogLine[]>;
  /** The same, and then each new line until the signal aborts. */
  follow(podUid: string, options: LogOptions, signal: AbortSignal): AsyncIterable<LogLine>;
};

/** Nobody reads more than this at once. */
const MAX_BYTES = 4 * 2 ** 20;
const POLL_MS = 200;

/** The logs below a data directory. */
export function createPodLogs(data: DataDirectory): PodLogReader {
  async function directoryOf(podUid: string, container: string | undefined) {
    if (!/^[\w-]+$/.test(podUid) || (container !== undefined && !/^[\w.-]+$/.test(container))) {
      return undefined;
    }
    const names = Object.keys((await readPodRecord(data, podUid))?.containers ?? {});
    const name = container ?? names[0];
    return name === undefined ? undefined : join(podDirectory(data, podUid), name);
  }

  async function read(podUid: string, options: LogOptions): Promise<readonly LogLine[]> {
    const directory = await directoryOf(podUid, options.container);
    if (directory === undefined) return [];
    const segments = await logSegments(directory);
    if (options.fromOffset !== undefined) return linesFrom(segments, options.fromOffset);
    const end = segments.at(-1)?.end ?? 0;
    const from = Math.max(segments[0]?.start ?? 0, end - MAX_BYTES);
    const lines = await linesFrom(segments, from);
    const whole = from === (segments[0]?.start ?? 0) ? lines : lines.slice(1);
    return options.tail > 0 ? whole.slice(-options.tail) : [];
  }

  return {
    read,
    async *follow(podUid, options, signal) {
      let offset = options.fromOffset;
      if (offset === undefined) {
        const last = await read(podUid, { ...options, tail: Math.max(1, options.tail) });
        if (options.tail > 0) yield* last;
        offset = last.at(-1)?.offset ?? 0;
      }
      while (!signal.aborted) {
        const lines = await read(podUid, { ...options, fromOffset: offset });
        for (const line of lines) {
          if (signal.aborted) return;
          offset = line.offset;
          yield line;
        }
        if (lines.length === 0) await pause(POLL_MS, signal);
      }
    },
  };
}

/** Whole lines after an offset: one without its end may still grow. */
async function linesFrom(
  segments: readonly LogSegment[],
  offset: number,
): Promise<readonly LogLine[]> {
  const from = Math.max(offset, segments[0]?.start ?? 0);
  const end = segments.at(-1)?.end ?? 0;
  const bytes = await readRange(segments, from, Math.min(end, from + MAX_BYTES));
  const lines: LogLine[] = [];
  let start = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, start)) {
    const text = bytes.toString('utf8', start, at).replace(/\r$/, '');
    start = at + 1;
    lines.push({ text, offset: from + start });
  }
  return lines;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
