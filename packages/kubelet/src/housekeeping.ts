import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, type Logger, messageOf } from '@infraforge/kernel';
import {
  type DataDirectory,
  defaultRotation,
  podDirectory,
  pruneClaims,
  pruneImages,
  rotateLogs,
} from '@infraforge/local-cluster';
import { pause } from './pause.ts';

export type Housekeeping = {
  readonly data: DataDirectory;
  readonly logger: Logger;
  /** Uids of the pods that are there, and the names of their containers. */
  readonly pods: () => ReadonlyMap<string, readonly string[]>;
  /** Images that pods use. */
  readonly images: () => readonly string[];
  /** Uids of the PersistentVolumeClaims that the store has now; a copy that is behind would cost data. */
  readonly claims: () => Promise<readonly string[]>;
  readonly now: () => Date;
};

/** A program can write hundreds of megabytes a second: this bounds what is on disk. */
const ROTATE_MS = 1000;
const PRUNE_MS = 10 * 60_000;
/** Logs stay readable for this long after their pod has gone. */
const KEEP_LOGS_MS = 60 * 60_000;

/** Keeps the disk from filling: rotates logs, removes files of pods that are long gone, and images nobody uses. */
export async function keepHouse(house: Housekeeping, signal: AbortSignal): Promise<void> {
  let prunedAt = Number.NEGATIVE_INFINITY;
  await pause(ROTATE_MS, signal);
  while (!signal.aborted) {
    await attempt(house, () => rotateAll(house));
    await attempt(house, async () => pruneClaims(house.data, new Set(await house.claims())));
    const now = house.now().getTime();
    if (now - prunedAt >= PRUNE_MS) {
      prunedAt = now;
      await attempt(house, () => prunePods(house));
      await attempt(house, () => pruneImages(house.data, house.images(), house.now()));
    }
    await pause(ROTATE_MS, signal);
  }
}

async function rotateAll(house: Housekeeping): Promise<void> {
  for (const [uid, containers] of house.pods()) {
    for (const container of containers) {
      const directory = join(podDirectory(house.data, uid), container);
      if (await timeOf(directory)) await rotateLogs(directory, defaultRotation);
    }
  }
}

async function prunePods(house: Housekeeping): Promise<void> {
  const present = house.pods();
  for (const uid of await readdir(house.data.pods).catch(() => [])) {
    if (present.has(uid)) continue;
    const path = podDirectory(house.data, uid);
    const time = (await timeOf(join(path, 'state.json'))) ?? (await timeOf(path));
    if (time && house.now().getTime() - time.getTime() > KEEP_LOGS_MS) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

async function timeOf(path: string): Promise<Date | undefined> {
  try {
    return (await stat(path)).mtime;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function attempt(house: Housekeeping, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    house.logger.warn(`Housekeeping: ${messageOf(error)}`);
  }
}
