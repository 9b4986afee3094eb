import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '@infraforge/kernel';
import { execa } from 'execa';
import type { DataDirectory } from './data-directory.ts';

/** How the names of half-made directories begin: with the process that makes them. */
export function temporaryPrefix(): string {
  return `new-${process.pid}-`;
}

/** Removes what builds that were cut short left behind; those of processes that live are theirs. */
export async function removeHalfMade(data: DataDirectory): Promise<void> {
  for (const directory of [data.builds, data.layers]) {
    for (const name of await namesIn(directory)) {
      const pid = /^new-(\d+)-/.exec(name)?.[1];
      if (pid !== undefined && (Number(pid) === process.pid || !isRunning(Number(pid)))) {
        await removeTree(join(directory, name));
      }
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
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

/** Makes a tree writable and removes it: layers are read-only. */
export async function removeTree(path: string): Promise<void> {
  if (!(await exists(path))) return;
  await execa('chmod', ['-R', 'u+w', path], { reject: false });
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}

/** True when there is something at this path. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}
