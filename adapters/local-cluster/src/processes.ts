import { readdir, readFile, readlink } from 'node:fs/promises';

/** A process that cannot be mistaken for a later one with the same number. */
export type ProcessRef = {
  readonly pid: number;
  /** Clock ticks since boot: field 22 of `/proc/<pid>/stat`. */
  readonly startTime: string;
};

export type ProcessUsage = {
  readonly memoryBytes: number;
  /** User and system time so far. */
  readonly cpuMs: number;
};

/** Marks every process of a pod, also those that leave its session. */
export const POD_UID_VARIABLE = 'INFRAFORGE_POD_UID';
/** Beside it: which of the pod's containers it is. */
export const CONTAINER_VARIABLE = 'INFRAFORGE_CONTAINER';
/** Says whose pod it is when several platforms run on one machine. */
export const DATA_DIRECTORY_VARIABLE = 'INFRAFORGE_DATA_DIR';

/** Linux' USER_HZ, which no architecture that Node runs on has otherwise. */
const MS_PER_TICK = 10;
const PAGE_BYTES = 4096;

/** The process with this number now; undefined when there is none or it is a zombie. */
export async function processRef(pid: number): Promise<ProcessRef | undefined> {
  const fields = await statFields(pid);
  const startTime = fields?.[19];
  if (!fields || startTime === undefined || fields[0] === 'Z' || fields[0] === 'X')
    return undefined;
  return { pid, startTime };
}

/** True while this very process is there. */
export async function isAlive(ref: ProcessRef): Promise<boolean> {
  return (await processRef(ref.pid))?.startTime === ref.startTime;
}

/** Memory and processor time of a process; undefined when it is gone. */
export async function processUsage(pid: number): Promise<ProcessUsage | undefined> {
  const fields = await statFields(pid);
  if (!fields) return undefined;
  const memory = await readProc(pid, 'statm');
  const resident = Number(memory?.split(' ')[1] ?? 0);
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { memoryBytes: resident * PAGE_BYTES, cpuMs: ticks * MS_PER_TICK };
}

/** Which container a process belongs to; of one that only says the pod the container is unknown. */
export type ProcessOwner = { readonly podUid: string; readonly container: string | undefined };

export type PodProcess = ProcessOwner & { readonly pid: number };

/** Mount namespaces that are one container's own. */
export type MountNamespaces = ReadonlyMap<string, ProcessOwner>;

/**
 * All processes of pods of this data directory. A process is one by its environment, or because it is in the mount
 * namespace of one: `mountNamespaces` are those that are known.
 */
export async function findPodProcesses(
  dataDirectory: string,
  mountNamespaces: MountNamespaces = new Map(),
): Promise<readonly PodProcess[]> {
  const names = await readdir('/proc');
  const pids = names.map(Number).filter((pid) => Number.isInteger(pid) && pid !== process.pid);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const owner =
        (await ownerOf(pid, dataDirectory)) ??
        (mountNamespaces.size > 0
          ? mountNamespaces.get((await mountNamespaceOf(pid)) ?? '')
          : undefined);
      return owner === undefined ? [] : [{ pid, ...owner }];
    }),
  );
  return found.flat();
}

/** Numbers of the processes that a process started and that still are its children. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  const children = await readProc(pid, `task/${pid}/children`);
  return (children ?? '').split(' ').filter(Boolean).map(Number);
}

/** The mount namespace that a process is in, such as `mnt:[4026531841]`. */
export async function mountNamespaceOf(pid: number | 'self'): Promise<string | undefined> {
  try {
    return await readlink(`/proc/${pid}/ns/mnt`);
  } catch {
    return undefined;
  }
}

/** Sends a signal; a process, or group (negative), that is gone already is fine. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended, which is what any signal here is for.
  }
}

async function ownerOf(pid: number, dataDirectory: string): Promise<ProcessOwner | undefined> {
  const environment = await readProc(pid, 'environ');
  if (!environment?.includes(POD_UID_VARIABLE)) return undefined;
  const variables = new Map(
    environment.split('\0').map((entry): [string, string] => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
  if (variables.get(DATA_DIRECTORY_VARIABLE) !== dataDirectory) return undefined;
  const podUid = variables.get(POD_UID_VARIABLE);
  return podUid === undefined
    ? undefined
    : { podUid, container: variables.get(CONTAINER_VARIABLE) };
}

/** The fields of `/proc/<pid>/stat` from the third on: the second is a name that may hold anything. */
async function statFields(pid: number): Promise<readonly string[] | undefined> {
  const text = await readProc(pid, 'stat');
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

async function readProc(pid: number, file: string): Promise<string | undefined> {
  try {
    return await readFile(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
