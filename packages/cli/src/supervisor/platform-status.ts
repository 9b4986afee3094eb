import { findPodProcesses, processUsage } from '@infraforge/local-cluster';
import { readConfig } from './config.ts';
import type { Installation } from './installation.ts';
import { portsAt, urlsOf } from './ports.ts';
import { accepts, isServerReady } from './programs.ts';
import { findRunning, type ProgramName } from './run-record.ts';

export type ProgramStatus = {
  readonly name: string;
  readonly state: 'Running' | 'Starting' | 'Stopped';
  readonly pid?: number;
  /** RFC 3339. */
  readonly startedAt?: string;
  readonly memoryBytes?: number;
  readonly address?: string;
};

export type PlatformStatus = {
  /** `Degraded`: something runs, but not all that should. */
  readonly state: 'Running' | 'Starting' | 'Degraded' | 'Stopped';
  readonly dataDirectory: string;
  readonly programs: readonly ProgramStatus[];
  readonly pods: number;
  readonly urls: { readonly portal: string; readonly forge: string; readonly ingress: string };
};

/** What of an installation runs now: from its records, the processes themselves and their ports. */
export async function platformStatus(
  installation: Installation,
  signal: AbortSignal,
): Promise<PlatformStatus> {
  const ports = portsAt((await readConfig(installation)).portOffset);
  const portal = `127.0.0.1:${ports.portal}`;
  const programs = await Promise.all([
    statusOf(installation, 'supervisor', undefined, async () => true),
    statusOf(installation, 'postgres', `127.0.0.1:${ports.postgres}`, () =>
      accepts(ports.postgres, signal),
    ),
    statusOf(installation, 'kubelet', `127.0.0.1:${ports.ingress}`, () =>
      accepts(ports.ingress, signal),
    ),
    statusOf(installation, 'server', portal, () => isServerReady(ports, signal)),
  ]);
  const pods = new Set((await findPodProcesses(installation.data)).map(({ podUid }) => podUid));
  return {
    state: stateOf(programs, pods.size),
    dataDirectory: installation.data,
    programs,
    pods: pods.size,
    urls: urlsOf(ports),
  };
}

function stateOf(programs: readonly ProgramStatus[], pods: number): PlatformStatus['state'] {
  const states = programs.map((program) => program.state);
  if (states.every((state) => state === 'Running')) return 'Running';
  if (states.every((state) => state === 'Stopped')) return pods > 0 ? 'Degraded' : 'Stopped';
  const hasSupervisor = programs[0]?.state === 'Running';
  return hasSupervisor ? 'Starting' : 'Degraded';
}

async function statusOf(
  installation: Installation,
  name: ProgramName,
  address: string | undefined,
  isReady: () => Promise<boolean>,
): Promise<ProgramStatus> {
  const shown = address === undefined ? {} : { address };
  const record = await findRunning(installation, name);
  if (!record) return { name, state: 'Stopped', ...shown };
  const usage = await processUsage(record.pid);
  return {
    name,
    state: (await isReady()) ? 'Running' : 'Starting',
    pid: record.pid,
    startedAt: record.startedAt,
    ...(usage ? { memoryBytes: usage.memoryBytes } : {}),
    ...shown,
  };
}
