import { readdir, readFile } from 'node:fs/promises';
import { processRef } from '@infraforge/local-cluster';
import { findPostgres } from '@infraforge/postgres';
import type { Installation } from './installation.ts';
import type { ProgramName, RunRecord } from './run-record.ts';

/** In the environment of each program: its name and the digest of its command. */
export const PROGRAM_VARIABLE = 'INFRAFORGE_PROGRAM';

/**
 * A program of the installation that has no record: its supervisor was killed between its start and the record. Programs
 * are known by their environment (and as leaders of their session: what they start inherits it), PostgreSQL by its lock.
 */
export async function findUnrecorded(
  installation: Installation,
  name: ProgramName,
): Promise<RunRecord | undefined> {
  if (name === 'supervisor') return undefined;
  if (name === 'postgres') return recordOf((await findPostgres(installation.postgres))?.pid);
  const pids = (await readdir('/proc').catch(() => [])).filter((entry) => /^\d+$/.test(entry));
  for (const pid of pids) {
    const command = await commandOf(pid, installation, name);
    if (command !== undefined) return recordOf(Number(pid), command);
  }
  return undefined;
}

async function commandOf(
  pid: string,
  installation: Installation,
  name: ProgramName,
): Promise<string | undefined> {
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  if (!environment.includes(PROGRAM_VARIABLE)) return undefined;
  const variables = environment.split('\0');
  const own = variables.find((each) => each.startsWith(`${PROGRAM_VARIABLE}=${name}:`));
  if (!own || !variables.includes(`INFRAFORGE_DATA_DIR=${installation.data}`)) return undefined;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [, , , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return session === pid ? own.slice(own.indexOf(':') + 1) : undefined;
}

async function recordOf(pid: number | undefined, command?: string): Promise<RunRecord | undefined> {
  const ref = pid === undefined ? undefined : await processRef(pid);
  if (!ref) return undefined;
  return { ...ref, startedAt: new Date().toISOString(), ...(command ? { command } : {}) };
}
