import type { DataDirectory } from './data-directory.ts';
import type { IsolationLevel } from './isolation.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

export type FoundIsolation = { readonly level: IsolationLevel; readonly reason: string };

/** Leaves what the kubelet found where other processes of the platform read it. */
export function recordIsolation(data: DataDirectory, found: FoundIsolation): Promise<void> {
  return writeJsonFile(data.isolation, found);
}

/** The level at which pods run and why; undefined until a kubelet has run. */
export async function readIsolation(data: DataDirectory): Promise<FoundIsolation | undefined> {
  const kept = (await readJsonFile(data.isolation)) as Partial<FoundIsolation> | undefined;
  if (kept?.level === undefined) return undefined;
  return { level: kept.level, reason: kept.reason ?? '' };
}
