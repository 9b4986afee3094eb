import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Called at a named instant between one write and the next; kills the process when a test wants that. */
export type CrashPoint = (name: string) => void;

/** Beside the other data of an installation: the points, one a line, at which its programs are still to die. */
const ARMED_FILE = 'crash-at';

/**
 * The crash points of a program of an installation, for tests only. `at` is INFRAFORGE_CRASH_AT: the name of one point,
 * or `file`, with which each point that the file `crash-at` in the data directory names kills once: its line goes first.
 * Without it nothing happens, and no file is read.
 */
export function createCrashPoint(at: string | undefined, dataDirectory: string): CrashPoint {
  if (!at) return () => {};
  const file = join(dataDirectory, ARMED_FILE);
  const isDue =
    at === 'file' ? (name: string) => disarm(file, name) : (name: string) => name === at;
  return (name) => {
    if (isDue(name)) process.kill(process.pid, 'SIGKILL');
  };
}

/** Takes the point out of the file; false when it is not in there. */
function disarm(file: string, name: string): boolean {
  const armed = armedIn(file);
  if (!armed.includes(name)) return false;
  const left = armed.filter((other) => other !== name);
  if (left.length === 0) rmSync(file);
  else {
    writeFileSync(`${file}.new`, left.join('\n'));
    renameSync(`${file}.new`, file);
  }
  return true;
}

function armedIn(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}
