import { basename } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { logSegments, readRange } from './log-segments.ts';

/** Kubernetes keeps 80 lines and 2048 bytes of a log as a termination message; people read fewer. */
const LINES = 6;
const BYTES = 1024;

/**
 * The last lines that a container wrote in one of its runs (counted from 0), at most six and one KiB, without colours:
 * what a program that failed usually says about it. '' when it said nothing.
 */
export async function lastWords(directory: string, run: number): Promise<string> {
  const segments = await logSegments(directory);
  const own = segments.filter(({ path }) => basename(path).startsWith(`${run}.`));
  const start = own[0]?.start ?? 0;
  const end = own.at(-1)?.end ?? 0;
  const from = Math.max(start, end - BYTES);
  const bytes = await readRange(own, from, end);
  const lines = stripVTControlCharacters(bytes.toString('utf8')).split(/\r?\n/);
  return (from > start ? lines.slice(1) : lines)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-LINES)
    .join('\n');
}
