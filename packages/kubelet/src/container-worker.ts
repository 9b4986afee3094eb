import { join } from 'node:path';
import { hasCode, messageOf } from '@infraforge/kernel';
import {
  adopt,
  type BuiltImage,
  type ContainerRecord,
  isAlive,
  killPodProcesses,
  lastWords,
  type Mount,
  mountNamespaceOf,
  podDirectory,
  type RunningProcess,
  sendSignal,
} from '@infraforge/local-cluster';
import {
  type Container,
  formatDelay,
  kubeTime,
  nextBackoff,
  type Pod,
  retryDelayMs,
} from '@infraforge/workloads';
import { type End, endOf } from './container-end.ts';
import { type ContainerRun, initialRun } from './container-state.ts';
import { declaredEnvironment, launchContainer, wantedPorts } from './launch-container.ts';
import { pause } from './pause.ts';
import type { PodHost } from './pod-host.ts';
import { containerMounts } from './pod-volumes.ts';
import { superviseContainer } from './supervise-container.ts';

export type ContainerWorkerOptions = {
  readonly host: PodHost;
  readonly pod: Pod;
  readonly container: Container;
  readonly record: ContainerRecord | undefined;
  /** Called with what the container is doing; awaited when it has to be kept before going on. */
  readonly onRun: (run: ContainerRun) => Promise<void>;
  readonly signal: AbortSignal;
};

/**
 * Keeps one container running until the signal aborts: image, environment, process, probes, and again after a wait
 * when it ends. The process itself is left running when the signal aborts: the pod ends or keeps it.
 */
export async function runContainer(options: ContainerWorkerOptions): Promise<void> {
  const { host, pod, container, signal } = options;
  let run = initialRun(container, options.record);
  let lastNamespace: string | undefined;

  async function set(change: Partial<ContainerRun>): Promise<void> {
    run = { ...run, ...change };
    await options.onRun(run);
  }

  async function waiting(reason: string, message: string): Promise<void> {
    await set({ state: { waiting: { reason, message } } });
  }

  async function image(): Promise<BuiltImage | undefined> {
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        return await host.images.build(container.image, signal);
      } catch (error) {
        if (signal.aborted) return undefined;
        const { hint } = error as { hint?: string };
        await waiting(
          failures === 1 ? 'ErrImagePull' : 'ImagePullBackOff',
          [messageOf(error), hint].filter(Boolean).join(' '),
        );
        await host.retry(retryDelayMs(failures), signal);
      }
    }
    return undefined;
  }

  async function environment(): Promise<Readonly<Record<string, string>> | undefined> {
    for (let failures = 1; !signal.aborted; failures += 1) {
      const declared = declaredEnvironment(host, pod, container);
      if (declared.ok) return declared.variables;
      await waiting('CreateContainerConfigError', declared.message);
      await host.retry(retryDelayMs(failures), signal);
    }
    return undefined;
  }

  async function mounts(built: BuiltImage): Promise<readonly Mount[] | undefined> {
    for (let failures = 1; !signal.aborted; failures += 1) {
      const made = await containerMounts(host, pod, container, built.app);
      if (made.ok) return made.mounts;
      await waiting('CreateContainerConfigError', made.message);
      await host.retry(retryDelayMs(failures), signal);
    }
    return undefined;
  }

  async function ports(built: BuiltImage): Promise<Readonly<Record<string, number>>> {
    const taken: Record<string, number> = {};
    for (const port of wantedPorts(container, built)) taken[port] = await host.ports.take();
    return taken;
  }

  async function start(): Promise<RunningProcess | undefined> {
    const built = await image();
    const declared = built && (await environment());
    const mounted = built && declared && (await mounts(built));
    if (!mounted || signal.aborted) return undefined;
    for (const port of Object.values(run.ports)) host.ports.release(port);
    const given = await ports(built);
    await endStrays();
    host.crashPoint('kubelet.before-start');
    const { restarts } = run;
    const request = { pod, container, image: built, ports: given, restarts, mounts: mounted };
    const running = await launchContainer(host, request, declared);
    host.crashPoint('kubelet.after-spawn-before-record');
    const startedAt = kubeTime(host.now());
    await set({
      ports: given,
      imageId: `sha256:${built.digest}`,
      process: { ...running.ref, startedAt },
      state: { running: { startedAt } },
      probes: initialRun(container, undefined).probes,
      probeFailure: undefined,
    });
    host.crashPoint('kubelet.after-record');
    return running;
  }

  /** Children of an earlier run, and one that a killed kubelet started and did not write down. */
  async function endStrays(): Promise<void> {
    const own = { podUid: pod.metadata.uid ?? '', container: container.name };
    await killPodProcesses({
      dataDirectory: host.data.root,
      mountNamespaces: new Map(lastNamespace ? [[lastNamespace, own]] : []),
      matches: ({ podUid, container: name }) => podUid === own.podUid && name === own.container,
    });
  }

  async function resume(): Promise<RunningProcess | undefined> {
    const before = run.process;
    if (!before) return undefined;
    for (const port of Object.values(run.ports)) host.ports.adopt(port);
    if (!(await isAlive(before))) {
      await ended({ exit: { code: undefined, signal: undefined }, cause: undefined });
      return undefined;
    }
    const known = pod.status?.containerStatuses?.find(({ name }) => name === container.name);
    const probes = known?.started
      ? { ...run.probes, started: true, ready: known.ready }
      : run.probes;
    await set({
      probes,
      imageId: known?.imageID ?? '',
      state: { running: { startedAt: before.startedAt } },
    });
    return adopt(before, signal);
  }

  async function ended(how: Omit<End, 'lastWords'>): Promise<void> {
    const startedAt = run.process?.startedAt;
    const log = join(podDirectory(host.data, pod.metadata.uid ?? ''), container.name);
    const end = { ...how, lastWords: await lastWords(log, run.restarts).catch(() => '') };
    const lastEnd = endOf(end, startedAt, host.now());
    const ranFor = startedAt ? host.now().getTime() - Date.parse(startedAt) : 0;
    lastNamespace = run.process?.mountNamespace ?? lastNamespace;
    const { process: _process, ...rest } = run;
    run = { ...rest, process: undefined };
    const backoff = nextBackoff(run.backoff, ranFor);
    await set({ lastEnd, state: { terminated: lastEnd }, backoff });
  }

  async function waitForRestart(): Promise<boolean> {
    const policy = pod.spec.restartPolicy ?? 'Always';
    const isOver = policy === 'Never' || (policy === 'OnFailure' && run.lastEnd?.exitCode === 0);
    if (isOver) return false;
    const { delayMs } = run.backoff;
    if (delayMs > 0) {
      const name = `${pod.metadata.name}_${pod.metadata.namespace}`;
      await waiting(
        'CrashLoopBackOff',
        `back-off ${formatDelay(delayMs)} restarting failed container=${container.name} pod=${name}`,
      );
      await pause(delayMs, signal);
    }
    await set({ restarts: run.restarts + 1 });
    return true;
  }

  /** The process begins in ours and makes its own: a sweep knows by it what belongs to the pod. */
  async function noteMountNamespace(running: RunningProcess, until: AbortSignal): Promise<void> {
    if (host.isolation === 'none') return;
    const ours = await mountNamespaceOf('self');
    while (!until.aborted && run.process && !run.process.mountNamespace) {
      const mountNamespace = await mountNamespaceOf(running.ref.pid);
      if (mountNamespace && mountNamespace !== ours) {
        await set({ process: { ...run.process, mountNamespace } });
      }
      await pause(50, until);
    }
  }

  async function cycle(running: RunningProcess): Promise<void> {
    const ending = new AbortController();
    const noting = noteMountNamespace(running, AbortSignal.any([signal, ending.signal]));
    const end = await superviseContainer({
      host,
      container,
      podUid: pod.metadata.uid ?? '',
      graceMs: restartGraceMs(pod, container),
      running,
      run,
      signal,
      onProbes: (probes, probeFailure) => set({ probes, probeFailure }),
    });
    ending.abort();
    await noting;
    if (end) await ended(end);
  }

  try {
    let running = await resume();
    let goesOn = running !== undefined || run.lastEnd === undefined || (await waitForRestart());
    if (!goesOn && run.lastEnd) await set({ state: { terminated: run.lastEnd } });
    while (goesOn && !signal.aborted) {
      running ??= await start().catch(async (error: unknown) => {
        if (!hasCode(error, 'cluster.start')) throw error;
        await ended({
          exit: { code: 128, signal: undefined },
          cause: { reason: 'StartError', message: messageOf(error) },
        });
        return undefined;
      });
      if (running) await cycle(running);
      running = undefined;
      goesOn = !signal.aborted && (await waitForRestart());
    }
  } catch (error) {
    if (signal.aborted) return;
    host.logger.error(
      `Container ${container.name} of pod ${pod.metadata.name}: ${messageOf(error)}`,
    );
    if (run.process) sendSignal(-run.process.pid, 'SIGKILL');
    await waiting('RunContainerError', messageOf(error));
  }
}

/** Kubernetes: the pod's grace period, unless the liveness or startup probe has its own. */
function restartGraceMs({ spec }: Pod, { livenessProbe, startupProbe }: Container): number {
  const own =
    livenessProbe?.terminationGracePeriodSeconds ?? startupProbe?.terminationGracePeriodSeconds;
  return (own ?? spec.terminationGracePeriodSeconds ?? 30) * 1000;
}
