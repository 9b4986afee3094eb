import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running PostgreSQL writes into `postmaster.pid` (src/include/miscadmin.h, LOCK_FILE_LINE_*). */
export type PostmasterPid = {
  readonly pid: number;
  readonly dataDirectory: string;
  readonly port: number | undefined;
  /** `starting`, `ready`, `stopping`, `standby`; undefined before the server has come so far. */
  readonly status: string | undefined;
};

export function parsePostmasterPid(text: string): PostmasterPid | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  const dataDirectory = lines[1];
  if (!Number.isInteger(pid) || pid <= 0 || !dataDirectory) return undefined;
  const port = Number(lines[3]);
  return {
    pid,
    dataDirectory,
    port: Number.isInteger(port) && port > 0 ? port : undefined,
    status: lines[7] || undefined,
  };
}

export async function readPostmasterPid(dataDirectory: string): Promise<PostmasterPid | undefined> {
  const text = await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parsePostmasterPid(text);
}

/**
 * Makes a lock file whose pid was given to another program ours. PostgreSQL refuses a lock whose pid is alive, but not
 * that of its own parent, and it still reads the key of the shared memory from it: so it goes on to check that no worker
 * of the dead server is left. Removing the file would skip that check.
 */
export async function disownPostmasterPid(dataDirectory: string, ownPid: number): Promise<void> {
  const file = join(dataDirectory, 'postmaster.pid');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^\d+/, String(ownPid)));
}
