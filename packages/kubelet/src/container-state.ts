import type { ContainerRecord } from '@infraforge/local-cluster';
import {
  type Backoff,
  type Container,
  type ContainerState,
  type ContainerStatus,
  initialProbeState,
  noBackoff,
  type ProbeState,
  type Terminated,
} from '@infraforge/workloads';

/** What one container is doing, as far as its status and its record say it. */
export type ContainerRun = {
  readonly state: ContainerState;
  readonly probes: ProbeState;
  /** What the last probe that counts said while the container is not ready. */
  readonly probeFailure: string | undefined;
  readonly restarts: number;
  readonly lastEnd: Terminated | undefined;
  readonly backoff: Backoff;
  readonly ports: Readonly<Record<string, number>>;
  readonly process: ContainerRecord['process'] | undefined;
  readonly imageId: string;
};

/** A container before its first start, or as an earlier kubelet left it. */
export function initialRun(
  container: Container,
  record: ContainerRecord | undefined,
): ContainerRun {
  return {
    state: { waiting: { reason: 'ContainerCreating' } },
    probes: initialProbeState(container),
    probeFailure: undefined,
    restarts: record?.restarts ?? 0,
    lastEnd: record?.lastEnd,
    backoff: record?.backoff ?? noBackoff,
    ports: record?.ports ?? {},
    process: record?.process,
    imageId: '',
  };
}

/** What has to survive the kubelet. */
export function recordOf(run: ContainerRun): ContainerRecord {
  return {
    restarts: run.restarts,
    ports: run.ports,
    backoff: run.backoff,
    ...(run.process ? { process: run.process } : {}),
    ...(run.lastEnd ? { lastEnd: run.lastEnd } : {}),
  };
}

/** The container's entry in the pod's status. */
export function statusOf(container: Container, run: ContainerRun): ContainerStatus {
  const isRunning = run.state.running !== undefined;
  const ended = run.state.terminated ? undefined : run.lastEnd;
  return {
    name: container.name,
    image: container.image,
    imageID: run.imageId,
    ...(run.process ? { containerID: `process://${run.process.pid}` } : {}),
    ready: isRunning && run.probes.started && run.probes.ready,
    started: isRunning && run.probes.started,
    restartCount: run.restarts,
    state: run.state,
    lastState: ended ? { terminated: ended } : {},
  };
}
