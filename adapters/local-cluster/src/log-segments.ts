import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '@infraforge/kernel';
import { readJsonFile } from './json-file.ts';

/** A file of a container's log and where it begins in the log as a whole. */
export type LogSegment = {
  readonly path: string;
  /** Bytes from the start of the log. */
  readonly start: number;
  readonly end: number;
};

/** Names of the files of one run: its rotated pieces `<run>.<piece>.log`, then `<run>.log`, which grows. */
const NAME = /^(\d+)(?:\.(\d+))?\.log$/;

/** Beside the files: how many bytes the pieces that were removed had. */
export const DROPPED_FILE = 'dropped.json';

/** The files of a container's log in order, all its runs one after the other. */
export async function logSegments(directory: string): Promise<readonly LogSegment[]> {
  let start = await droppedBytes(directory);
  const segments: LogSegment[] = [];
  for (const name of (await namesIn(directory)).filter(isLog).sort(byAge)) {
    const path = join(directory, name);
    const size = await sizeOf(path);
    segments.push({ path, start, end: start + size });
    start += size;
  }
  return segments;
}

/** Bytes of the log that are not kept any more. */
export async function droppedBytes(directory: string): Promise<number> {
  const kept = (await readJsonFile(join(directory, DROPPED_FILE))) as
    | { bytes?: number }
    | undefined;
  return kept?.bytes ?? 0;
}

/** The bytes of the log from one offset to another, as far as they are kept. */
export async function readRange(
  segments: readonly LogSegment[],
  from: number,
  to: number,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (const { path, start, end } of segments) {
    const first = Math.max(from, start);
    const last = Math.min(to, end);
    if (first < last) parts.push(await readPart(path, first - start, last - first));
  }
  return Buffer.concat(parts);
}

/** True for the name of a log file. */
export function isLog(name: string): boolean {
  return NAME.test(name);
}

/** Orders log files by age. */
export function byAge(left: string, right: string): number {
  const place = (name: string): readonly [number, number] => {
    const [, run = '0', piece] = NAME.exec(name) ?? [];
    return [Number(run), piece === undefined ? Number.POSITIVE_INFINITY : Number(piece)];
  };
  const [leftRun, leftPiece] = place(left);
  const [rightRun, rightPiece] = place(right);
  return leftRun - rightRun || (leftPiece === rightPiece ? 0 : leftPiece - rightPiece);
}

async function readPart(path: string, position: number, length: number): Promise<Buffer> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, position);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return Buffer.alloc(0);
    throw error;
  } finally {
    await file?.close();
  }
}

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 0;
    throw error;
  }
}
