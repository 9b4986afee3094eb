import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { writeJsonFile } from './json-file.ts';
import {
  byAge,
  DROPPED_FILE,
  droppedBytes,
  isLog,
  type LogSegment,
  logSegments,
} from './log-segments.ts';

export type RotationLimits = {
  /** A file that has grown beyond this is cut. */
  readonly fileBytes: number;
  /** Files kept of one container, the growing one among them. */
  readonly files: number;
};

export const defaultRotation: RotationLimits = { fileBytes: 10 * 2 ** 20, files: 3 };

const CHUNK_BYTES = 2 ** 20;

/**
 * Keeps the log of a container small. The program goes on writing to its file (it appends, so that a file that is cut
 * is no gap): what is there is copied beside it and cut off, the oldest copies go. Of a file that has grown beyond all
 * that is kept only the end is copied.
 */
export async function rotateLogs(directory: string, limits: RotationLimits): Promise<void> {
  const active = names(directory).at(-1);
  const isFlood = active !== undefined && sizeOf(join(directory, active)) > total(limits);
  if (isFlood) await drop(directory, (await logSegments(directory)).slice(0, -1), 0);
  const skipped = active === undefined ? 0 : cut(directory, active, limits, isFlood);
  const segments = await logSegments(directory);
  const surplus = segments.slice(0, Math.max(0, segments.length - limits.files));
  await drop(directory, surplus, skipped);
}

function total({ fileBytes, files }: RotationLimits): number {
  return fileBytes * files;
}

async function drop(
  directory: string,
  segments: readonly LogSegment[],
  skipped: number,
): Promise<void> {
  const bytes = segments.reduce((sum, { start, end }) => sum + end - start, skipped);
  if (bytes === 0) return;
  await writeJsonFile(join(directory, DROPPED_FILE), {
    bytes: (await droppedBytes(directory)) + bytes,
  });
  for (const { path } of segments) rmSync(path, { force: true });
}

/**
 * In one go, without giving way: what is written between the last read and the cut would be lost. Gives the number of
 * bytes before those that were copied.
 */
function cut(directory: string, name: string, limits: RotationLimits, isFlood: boolean): number {
  const path = join(directory, name);
  const file = openSync(path, 'r+');
  try {
    const { size } = fstatSync(file);
    if (size <= limits.fileBytes) return 0;
    const skipped = isFlood ? size - limits.fileBytes : 0;
    const temporary = join(directory, 'rotating');
    const copy = openSync(temporary, 'w', 0o644);
    const buffer = Buffer.alloc(CHUNK_BYTES);
    // Somebody who writes faster than we copy must not hold us here.
    const limit = size + total(limits);
    let position = skipped;
    for (let read = 1; read > 0 && position < limit; position += read) {
      read = readSync(file, buffer, 0, buffer.length, position);
      writeSync(copy, buffer, 0, read);
    }
    closeSync(copy);
    ftruncateSync(file, 0);
    renameSync(temporary, join(directory, nextPiece(directory, name)));
    return skipped;
  } finally {
    closeSync(file);
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function nextPiece(directory: string, name: string): string {
  const run = name.replace(/\.log$/, '');
  const pieces = names(directory).flatMap((other) => {
    const [otherRun, piece] = other.replace(/\.log$/, '').split('.');
    return otherRun === run && piece !== undefined ? [Number(piece)] : [];
  });
  return `${run}.${Math.max(0, ...pieces) + 1}.log`;
}

function names(directory: string): readonly string[] {
  return readdirSync(directory).filter(isLog).sort(byAge);
}
