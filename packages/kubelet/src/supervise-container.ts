import {
  listeningPorts,
  type ProbeResult,
  type RunningProcess,
  sendSignal,
} from '@infraforge/local-cluster';
import {
  type Container,
  type ProbeKind,
  type ProbeState,
  parseQuantity,
  probeOf,
} from '@infraforge/workloads';
import type { End } from './container-end.ts';
import type { ContainerRun } from './container-state.ts';
import { pause } from './pause.ts';
import type { PodHost } from './pod-host.ts';
import { probeUntilFailure } from './probe-loop.ts';

export type Supervision = {
  readonly host: PodHost;
  readonly container: Container;
  readonly podUid: string;
  /** How long the container may take to end when a probe wants it restarted. */
  readonly graceMs: number;
  readonly running: RunningProcess;
  readonly run: ContainerRun;
  readonly signal: AbortSignal;
  readonly onProbes: (probes: ProbeState, failure: string | undefined) => Promise<void>;
};

const MEMORY_PERIOD_MS = 1000;

/** Watches a running container: undefined when the signal ends the watch, else how it ended. */
export async function superviseContainer(
  options: Supervision,
): Promise<Omit<End, 'lastWords'> | undefined> {
  const { running, signal } = options;
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  let cause: End['cause'];

  const probing = probe(options, until).then(async (failure) => {
    if (failure === undefined) return;
    cause = { reason: 'Error', message: failure };
    sendSignal(-running.ref.pid, 'SIGTERM');
    await pause(options.graceMs, until);
    if (!until.aborted) sendSignal(-running.ref.pid, 'SIGKILL');
  });
  const limiting = memoryExceeded(options, until).then((message) => {
    if (message === undefined) return;
    cause = { reason: 'OOMKilled', message };
    sendSignal(-running.ref.pid, 'SIGKILL');
  });
  const exit = await Promise.race([running.exited, aborted(signal)]);
  over.abort();
  await Promise.all([probing, limiting]);
  return exit && !signal.aborted ? { exit, cause } : undefined;
}

function probe(options: Supervision, signal: AbortSignal): Promise<string | undefined> {
  const { host, container, run } = options;
  const startedAt = Date.parse(run.process?.startedAt ?? '');
  let reporting = Promise.resolve();
  return probeUntilFailure({
    container,
    ranForMs: Number.isNaN(startedAt) ? 0 : host.now().getTime() - startedAt,
    initial: run.probes,
    signal,
    run: (kind, timeoutMs) => runProbe(options, kind, timeoutMs),
    // One after the other: an older state must not come after a newer one.
    onState(state, last) {
      reporting = reporting.then(() => onState(options, state, last));
    },
  });
}

/** A program that listens on a port of its own choice is the usual reason: then it is told which one to take. */
async function onState(options: Supervision, state: ProbeState, last: ProbeResult): Promise<void> {
  if (last.ok || state.ready) return options.onProbes(state, undefined);
  const { running, run } = options;
  const given = Object.values(run.ports);
  const ports = await listeningPorts(running.ref.pid);
  const isElsewhere = ports.length > 0 && !ports.some((port) => given.includes(port));
  const hint = `It listens on port ${ports.join(', ')} and must listen on the port in the variable PORT (${given[0]}).`;
  return options.onProbes(state, isElsewhere ? `${last.message}. ${hint}` : last.message);
}

function runProbe(
  { host, container, run }: Supervision,
  kind: ProbeKind,
  timeoutMs: number,
): Promise<ProbeResult> {
  const probe = probeOf(container, kind);
  if (!probe) return Promise.resolve({ ok: true, message: '' });
  return host.probes.run(probe, {
    timeoutMs,
    portOf: (port) => {
      const named = container.ports?.find(({ name }) => name === port)?.containerPort ?? port;
      const ports = Object.values(run.ports);
      return run.ports[named] ?? (ports.length === 1 ? ports[0] : undefined);
    },
    inside: (command) => [
      ...(host.isolation === 'none'
        ? []
        : [
            'nsenter',
            `--target=${run.process?.pid}`,
            '--mount',
            ...(host.isolation === 'namespaces' ? ['--user', '--preserve-credentials'] : []),
          ]),
      ...command,
    ],
  });
}

/** Resolves with what to say when the container's processes take more memory than its limit. */
async function memoryExceeded(
  { host, container, podUid }: Supervision,
  signal: AbortSignal,
): Promise<string | undefined> {
  const limit = parseQuantity(container.resources?.limits?.memory);
  if (!limit) return undefined;
  while (!signal.aborted) {
    await pause(MEMORY_PERIOD_MS, signal);
    const bytes = host.memoryOf(podUid) ?? 0;
    if (bytes > limit) {
      const mebibytes = (size: number) => `${Math.round(size / 2 ** 20)} MiB`;
      return `It used ${mebibytes(bytes)} of memory; its limit is ${mebibytes(limit)}. Raise resources.limits.memory or use less.`;
    }
  }
  return undefined;
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
