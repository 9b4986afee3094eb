import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { writeJsonFile } from './json-file.ts';
import { byAge, DROPPED_FILE, droppedBytes, isLog, logSegments } from './log-segments.ts';

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
 * is no gap): what is there is copied beside it and cut off, the oldest copies go.
 */
export async function rotateLogs(directory: string, limits: RotationLimits): Promise<void> {
  const active = names(directory).at(-1);
  if (active !== undefined) cut(directory, active, limits.fileBytes);
  const segments = await logSegments(directory);
  const surplus = segments.slice(0, Math.max(0, segments.length - limits.files));
  if (surplus.length === 0) return;
  const bytes = surplus.reduce((sum, { start, end }) => sum + end - start, 0);
  await writeJsonFile(join(directory, DROPPED_FILE), {
    bytes: (await droppedBytes(directory)) + bytes,
  });
  for (const { path } of surplus) rmSync(path, { force: true });
}

/** In one go, without giving way: what is written between the last read and the cut would be lost. */
function cut(directory: string, name: string, limitBytes: number): void {
  const path = join(directory, name);
  const file = openSync(path, 'r+');
  try {
    if (fstatSync(file).size <= limitBytes) return;
    const temporary = join(directory, 'rotating');
    const copy = openSync(temporary, 'w', 0o644);
    const buffer = Buffer.alloc(CHUNK_BYTES);
    let read = readSync(file, buffer, 0, buffer.length, 0);
    for (let position = 0; read > 0; ) {
      writeSync(copy, buffer, 0, read);
      position += read;
      read = readSync(file, buffer, 0, buffer.length, position);
    }
    closeSync(copy);
    ftruncateSync(file, 0);
    renameSync(temporary, join(directory, nextPiece(directory, name)));
  } finally {
    closeSync(file);
  }
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
