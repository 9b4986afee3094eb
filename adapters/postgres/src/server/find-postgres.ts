import { readPostmasterPid } from './postmaster-pid.ts';
import { isAlive, isPostgres } from './processes.ts';

/** The server that holds the lock of a data directory, whoever started it. */
export async function findPostgres(dataDirectory: string): Promise<{ pid: number } | undefined> {
  const lock = await readPostmasterPid(dataDirectory);
  if (!lock || !isAlive(lock.pid) || !(await isPostgres(lock.pid))) return undefined;
  return { pid: lock.pid };
}
