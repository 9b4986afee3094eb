import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, processRef, readJsonFile, writeJsonFile } from '@infraforge/local-cluster';
import { findUnrecorded } from './find-unrecorded.ts';
import type { Installation } from './installation.ts';

/** One of the platform's processes, so that it is found again and never mistaken for another with its number. */
export type RunRecord = {
  readonly pid: number;
  /** Clock ticks since boot. */
  readonly startTime: string;
  /** Digest of how it was started: one that was started otherwise is not adopted. */
  readonly command?: string;
  /** RFC 3339. */
  readonly startedAt: string;
};

export type ProgramName = 'supervisor' | 'postgres' | 'kubelet' | 'server';

/** The program when it lives, by its record or, without one, by what it is. */
export async function findRunning(
  installation: Installation,
  name: ProgramName,
): Promise<RunRecord | undefined> {
  return (await findRecorded(installation, name)) ?? findUnrecorded(installation, name);
}

async function findRecorded(
  installation: Installation,
  name: ProgramName,
): Promise<RunRecord | undefined> {
  const record = (await readJsonFile(fileOf(installation, name))) as RunRecord | undefined;
  if (typeof record?.pid !== 'number' || typeof record.startTime !== 'string') return undefined;
  return (await isAlive(record)) ? record : undefined;
}

/** Writes down a process that was started; undefined when it has ended already. */
export async function recordProcess(
  installation: Installation,
  name: ProgramName,
  pid: number,
  now: Date,
  command?: string,
): Promise<RunRecord | undefined> {
  const ref = await processRef(pid);
  if (!ref) return undefined;
  const record = { ...ref, startedAt: now.toISOString(), ...(command ? { command } : {}) };
  await mkdir(installation.run, { recursive: true, mode: 0o700 });
  await writeJsonFile(fileOf(installation, name), record);
  return record;
}

export async function forgetProcess(installation: Installation, name: ProgramName): Promise<void> {
  await rm(fileOf(installation, name), { force: true });
}

function fileOf(installation: Installation, name: ProgramName): string {
  return join(installation.run, `${name}.json`);
}
