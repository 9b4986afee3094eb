import { setTimeout as delay } from 'node:timers/promises';
import { findPodProcesses, sendSignal } from '@infraforge/local-cluster';

/** How many pods of the data directory have a process. */
export async function countPods(data: string): Promise<number> {
  return new Set((await findPodProcesses(data)).map(({ podUid }) => podUid)).size;
}

/** `1 pod stopped` */
export function stoppedPods(count: number): string {
  return count === 1 ? '1 pod stopped' : `${count} pods stopped`;
}

/**
 * Ends every process of every pod of the data directory, however it got away from its group: SIGTERM, and SIGKILL to what
 * is left after the grace. Returns how many pods there were.
 */
export async function stopPods(data: string, graceMilliseconds: number): Promise<number> {
  const first = await findPodProcesses(data);
  for (const { pid } of first) sendSignal(pid, 'SIGTERM');
  const deadline = Date.now() + graceMilliseconds;
  for (let left = first; left.length > 0; left = await findPodProcesses(data)) {
    if (Date.now() > deadline) for (const { pid } of left) sendSignal(pid, 'SIGKILL');
    await delay(50);
  }
  return new Set(first.map(({ podUid }) => podUid)).size;
}
