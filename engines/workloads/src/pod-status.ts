import { withCondition } from './conditions.ts';
import { kubeTime } from './object-rules.ts';
import type { Condition, ContainerStatus, LocalPort, Pod, PodStatus } from './types.ts';

export type PodObservation = {
  readonly containers: readonly ContainerStatus[];
  readonly initContainers?: readonly ContainerStatus[];
  readonly localPorts: readonly LocalPort[];
  /** Why containers that run are not ready, by name. */
  readonly unreadyBecause?: ReadonlyMap<string, string>;
  readonly startTime: Date;
  readonly now: Date;
};

/** A pod's status in Kubernetes' shape, from what its containers are doing. */
export function composePodStatus(pod: Pod, observed: PodObservation): PodStatus {
  const { containers, initContainers = [], now } = observed;
  const waiting = initContainers.filter((container) => !isInitialized(container));
  const phase = waiting.some((container) => hasFailed(pod, container))
    ? 'Failed'
    : phaseOf(pod, containers);
  const unready = containers.filter((container) => !container.ready).map(({ name }) => name);
  const ready: Omit<Condition, 'type'> = pickReady(
    phase,
    unready,
    observed.unreadyBecause ?? new Map(),
  );
  const wanted: readonly Condition[] = [
    { type: 'PodScheduled', status: 'True' },
    { type: 'Initialized', ...initialized(waiting) },
    { type: 'ContainersReady', ...ready },
    { type: 'Ready', ...ready },
  ];
  return {
    phase,
    conditions: wanted.reduce(
      (conditions, condition) => withCondition(conditions, condition, now),
      pod.status?.conditions ?? [],
    ),
    hostIP: '127.0.0.1',
    podIP: '127.0.0.1',
    podIPs: [{ ip: '127.0.0.1' }],
    startTime: kubeTime(observed.startTime),
    qosClass: qosClass(pod),
    ...(initContainers.length > 0
      ? {
          initContainerStatuses: initContainers.map((status) => ({
            ...status,
            ready: isInitialized(status),
          })),
        }
      : {}),
    containerStatuses: containers,
    localPorts: observed.localPorts,
  };
}

/** True for an init container that is done, or, when it runs beside the others, has started. */
function isInitialized({ state, started }: ContainerStatus): boolean {
  return state.terminated?.exitCode === 0 || (state.running !== undefined && started);
}

function hasFailed(pod: Pod, { state }: ContainerStatus): boolean {
  return pod.spec.restartPolicy === 'Never' && (state.terminated?.exitCode ?? 0) !== 0;
}

function initialized(waiting: readonly ContainerStatus[]): Omit<Condition, 'type'> {
  if (waiting.length === 0) return { status: 'True' };
  return {
    status: 'False',
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: [${waiting.map(({ name }) => name).join(' ')}]`,
  };
}

/** Kubernetes' words, and after them what the probes said: there are no events here to look it up in. */
function pickReady(
  phase: PodStatus['phase'],
  unready: readonly string[],
  reasons: ReadonlyMap<string, string>,
) {
  if (phase === 'Succeeded') return { status: 'False', reason: 'PodCompleted' } as const;
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed' } as const;
  if (unready.length === 0) return { status: 'True' } as const;
  return {
    status: 'False',
    reason: 'ContainersNotReady',
    message: [
      `containers with unready status: [${unready.join(' ')}]`,
      ...unready.flatMap((name) => (reasons.has(name) ? [`${name}: ${reasons.get(name)}`] : [])),
    ].join('; '),
  } as const;
}

/** Kubernetes' getPhase. */
function phaseOf(pod: Pod, containers: readonly ContainerStatus[]): PodStatus['phase'] {
  const restarts = pod.spec.restartPolicy ?? 'Always';
  const hasRun = (status: ContainerStatus) =>
    status.state.running !== undefined ||
    status.state.terminated !== undefined ||
    status.lastState.terminated !== undefined;
  if (containers.length === 0 || !containers.every(hasRun)) return 'Pending';
  const isOver = containers.every(
    ({ state }) =>
      state.terminated !== undefined &&
      (restarts === 'Never' || (restarts === 'OnFailure' && state.terminated.exitCode === 0)),
  );
  if (!isOver) return 'Running';
  return containers.every(({ state }) => state.terminated?.exitCode === 0) ? 'Succeeded' : 'Failed';
}

/** Kubernetes' quality of service class by requests and limits of CPU and memory. */
function qosClass(pod: Pod): string {
  const resources = pod.spec.containers.map((container) => container.resources ?? {});
  const has = (list: 'limits' | 'requests') =>
    resources.some((resource) => Object.keys(resource[list] ?? {}).length > 0);
  if (!has('limits') && !has('requests')) return 'BestEffort';
  const guaranteed = resources.every(({ limits, requests }) =>
    ['cpu', 'memory'].every((name) => {
      const limit = limits?.[name];
      return limit !== undefined && (requests?.[name] ?? limit) === limit;
    }),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}
