import { join } from 'node:path';
import type { DataDirectory } from './data-directory.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { podDirectory } from './pod-files.ts';
import { findPodProcesses, type MountNamespaces, processUsage } from './processes.ts';

/** What a pod uses of the machine. */
export type PodUsage = { readonly memoryBytes: number; readonly cpuCores: number };

export type PodMonitor = {
  /** Measures all pods, keeps the figures for `readMetrics`, and gives them by the pod's uid. */
  sample(mountNamespaces: MountNamespaces): Promise<ReadonlyMap<string, PodUsage>>;
};

type Total = { readonly memoryBytes: number; readonly cpuMs: number; readonly time: number };

/** Figures older than this are of a kubelet that is away. */
const FRESH_MS = 30_000;

/** Measures pods by `/proc`: resident memory, and processor time between two samples. `now` in milliseconds. */
export function createPodMonitor(data: DataDirectory, now: () => number): PodMonitor {
  let before = new Map<string, Total>();
  return {
    async sample(mountNamespaces) {
      const totals = await measure(data.root, mountNamespaces, now());
      const usages = new Map<string, PodUsage>();
      for (const [uid, total] of totals) {
        const last = before.get(uid);
        const elapsed = last ? total.time - last.time : 0;
        const used = last ? Math.max(0, total.cpuMs - last.cpuMs) : 0;
        const cpuCores = elapsed > 0 ? Math.round((used / elapsed) * 1000) / 1000 : 0;
        const usage = { memoryBytes: total.memoryBytes, cpuCores };
        usages.set(uid, usage);
        await writeJsonFile(metricsPath(data, uid), { ...usage, time: total.time });
      }
      before = totals;
      return usages;
    },
  };
}

/** The last figures of a pod; undefined when there are none, or when they are older than half a minute. */
export async function readMetrics(
  data: DataDirectory,
  podUid: string,
  now: Date,
): Promise<PodUsage | undefined> {
  if (!/^[\w-]+$/.test(podUid)) return undefined;
  const kept = (await readJsonFile(metricsPath(data, podUid))) as
    | (PodUsage & { readonly time: number })
    | undefined;
  if (!kept || now.getTime() - kept.time > FRESH_MS) return undefined;
  return { memoryBytes: kept.memoryBytes, cpuCores: kept.cpuCores };
}

async function measure(
  root: string,
  mountNamespaces: MountNamespaces,
  time: number,
): Promise<Map<string, Total>> {
  const totals = new Map<string, Total>();
  for (const { pid, podUid } of await findPodProcesses(root, mountNamespaces)) {
    const usage = await processUsage(pid);
    if (!usage) continue;
    const sum = totals.get(podUid) ?? { memoryBytes: 0, cpuMs: 0, time };
    totals.set(podUid, {
      memoryBytes: sum.memoryBytes + usage.memoryBytes,
      cpuMs: sum.cpuMs + usage.cpuMs,
      time,
    });
  }
  return totals;
}

function metricsPath(data: DataDirectory, uid: string): string {
  return join(podDirectory(data, uid), 'metrics.json');
}
