import { join } from 'node:path';
import type { Terminated } from '@infraforge/workloads';
import type { DataDirectory } from './data-directory.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import type { ProcessRef } from './processes.ts';

/** What is remembered of a pod, so that the next kubelet goes on with the processes of this one. */
export type PodRecord = {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  /** RFC 3339. */
  readonly startTime: string;
  readonly containers: Readonly<Record<string, ContainerRecord>>;
};

export type ContainerRecord = {
  readonly restarts: number;
  /** By the port of the container. */
  readonly ports: Readonly<Record<string, number>>;
  readonly process?: ProcessRef & {
    readonly startedAt: string;
    /** Undefined when the pod shares the machine's. */
    readonly mountNamespace?: string;
  };
  readonly lastEnd?: Terminated;
  readonly backoff: { readonly delayMs: number; readonly failures: number };
};

/** The directory of one pod. */
export function podDirectory(data: DataDirectory, uid: string): string {
  return join(data.pods, uid);
}

/** The record of a pod; undefined when there is none. */
export async function readPodRecord(
  data: DataDirectory,
  uid: string,
): Promise<PodRecord | undefined> {
  return (await readJsonFile(recordPath(data, uid))) as PodRecord | undefined;
}

/** Keeps the record of a pod: whole, or the one before. */
export async function writePodRecord(data: DataDirectory, record: PodRecord): Promise<void> {
  await writeJsonFile(recordPath(data, record.uid), record);
}

function recordPath(data: DataDirectory, uid: string): string {
  return join(podDirectory(data, uid), 'state.json');
}
