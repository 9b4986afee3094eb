import { readFile, readlink } from 'node:fs/promises';
import { runProgram } from './run-program.ts';

/** True while a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** True when the process is a PostgreSQL server: a pid can have gone to another program. */
export async function isPostgres(pid: number): Promise<boolean> {
  const program = await readlink(`/proc/${pid}/exe`).catch(() => undefined);
  if (program !== undefined) return /(^|\/)postgres( \(deleted\))?$/.test(program);
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => undefined);
  if (name !== undefined) return name.trim() === 'postgres';
  return /(^|\/)postgres\s*$/m.test(
    (await runProgram(['ps', '-o', 'comm=', '-p', String(pid)])).output,
  );
}

/** Waits until the process is gone; false when it is still there at the deadline. Zombies of others count as gone. */
export async function waitUntilGone(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isAlive(pid) && !(await isZombie(pid))) {
    if (Date.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

async function isZombie(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return stat !== undefined && /\) Z /.test(stat);
}
