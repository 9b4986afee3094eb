import { join } from 'node:path';
import type { DataDirectory } from './data-directory.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { podDirectory } from './pod-files.ts';
import {
  childrenOf,
  findPodProcesses,
  isAlive,
  type MountNamespaces,
  type ProcessRef,
  processRef,
  processUsage,
} from './processes.ts';

/** What a pod uses of the machine. */
export type PodUsage = { readonly memoryBytes: number; readonly cpuCores: number };

/** The processes that were started for the containers of pods. */
export type StartedProcesses = ReadonlyMap<ProcessRef, string>;

export type PodMonitor = {
  /** Measures all pods, keeps the figures for `readMetrics`, and gives them by the pod's uid. */
  sample(
    started: StartedProcesses,
    mountNamespaces: MountNamespaces,
  ): Promise<ReadonlyMap<string, PodUsage>>;
};

type Total = { readonly memoryBytes: number; readonly cpuMs: number };

/** Figures older than this are of a kubelet that is away. */
const FRESH_MS = 30_000;
/** All processes of the machine are looked at this often; in between those that were started and their children are. */
const SEARCH_MS = 20_000;

/** Measures pods by `/proc`: resident memory, and processor time between two samples. `now` in milliseconds. */
export function createPodMonitor(data: DataDirectory, now: () => number): PodMonitor {
  let before = new Map<string, Total>();
  let time = 0;
  let searchedAt = Number.NEGATIVE_INFINITY;
  /** Processes that left their parents, as the last search found them. */
  let strays = new Map<ProcessRef, string>();

  async function search(mountNamespaces: MountNamespaces): Promise<void> {
    searchedAt = now();
    const found = new Map<ProcessRef, string>();
    for (const { pid, podUid } of await findPodProcesses(data.root, mountNamespaces)) {
      const ref = await processRef(pid);
      if (ref) found.set(ref, podUid);
    }
    strays = found;
  }

  return {
    async sample(started, mountNamespaces) {
      if (now() - searchedAt >= SEARCH_MS) await search(mountNamespaces);
      const totals = await measure(await owners([...started, ...strays]));
      const elapsed = now() - time;
      const usages = new Map<string, PodUsage>();
      for (const [uid, total] of totals) {
        const last = before.get(uid);
        const used = last ? Math.max(0, total.cpuMs - last.cpuMs) : 0;
        const cpuCores = last ? Math.round((used / elapsed) * 1000) / 1000 : 0;
        const usage = { memoryBytes: total.memoryBytes, cpuCores };
        usages.set(uid, usage);
        await writeJsonFile(metricsPath(data, uid), { ...usage, time: now() });
      }
      before = totals;
      time += elapsed;
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

/** Which pod each process belongs to: those that are known and live, and all that they started. */
async function owners(
  known: readonly (readonly [ProcessRef, string])[],
): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  for (const [ref, podUid] of known) {
    if (!found.has(ref.pid) && (await isAlive(ref))) await addTree(found, ref.pid, podUid);
  }
  return found;
}

async function addTree(found: Map<number, string>, pid: number, podUid: string): Promise<void> {
  if (found.has(pid)) return;
  found.set(pid, podUid);
  for (const child of await childrenOf(pid)) await addTree(found, child, podUid);
}

async function measure(processes: ReadonlyMap<number, string>): Promise<Map<string, Total>> {
  const totals = new Map<string, Total>();
  for (const [pid, podUid] of processes) {
    const usage = await processUsage(pid);
    if (!usage) continue;
    const sum = totals.get(podUid) ?? { memoryBytes: 0, cpuMs: 0 };
    totals.set(podUid, {
      memoryBytes: sum.memoryBytes + usage.memoryBytes,
      cpuMs: sum.cpuMs + usage.cpuMs,
    });
  }
  return totals;
}

function metricsPath(data: DataDirectory, uid: string): string {
  return join(podDirectory(data, uid), 'metrics.json');
}
