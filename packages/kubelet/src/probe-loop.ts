import type { ProbeResult } from '@infraforge/local-cluster';
import {
  afterProbe,
  type Container,
  dueProbes,
  type ProbeKind,
  type ProbeState,
  probeOf,
  probeTiming,
} from '@infraforge/workloads';
import { pause } from './pause.ts';

export type ProbeLoopOptions = {
  readonly container: Container;
  /** Milliseconds for which the container has run when the loop begins. */
  readonly ranForMs: number;
  readonly initial: ProbeState;
  readonly run: (kind: ProbeKind, timeoutMs: number) => Promise<ProbeResult>;
  readonly onState: (state: ProbeState, last: ProbeResult) => void;
  readonly signal: AbortSignal;
};

/** Until a probe has succeeded for the first time it is repeated at this interval: nobody waits ten seconds for a start. */
const EAGER_MS = 100;

/**
 * Probes a running container until the signal aborts; resolves with the reason when the container must be restarted.
 * Startup comes first, then liveness and readiness side by side, each at its own period.
 */
export async function probeUntilFailure(options: ProbeLoopOptions): Promise<string | undefined> {
  const { container, signal } = options;
  let state = options.initial;
  let failure: string | undefined;
  const stop = new AbortController();
  const until = AbortSignal.any([signal, stop.signal]);

  async function watch(kind: ProbeKind): Promise<void> {
    const probe = probeOf(container, kind);
    if (!probe) return;
    const timing = probeTiming(probe);
    await pause(timing.initialDelaySeconds * 1000 - options.ranForMs, until);
    let sinceFailureCounted = Number.POSITIVE_INFINITY;
    while (!until.aborted) {
      const result = await options.run(kind, timing.timeoutSeconds * 1000);
      if (until.aborted) return;
      const isEager = !result.ok && kind !== 'liveness' && !hasSucceeded(state, kind);
      const mayCount = !isEager || sinceFailureCounted >= timing.periodSeconds * 1000;
      if (mayCount) {
        sinceFailureCounted = 0;
        const verdict = afterProbe(container, state, kind, result.ok);
        state = verdict.state;
        options.onState(state, result);
        if (verdict.restart) {
          failure = `Container ${container.name} failed ${kind} probe, will be restarted: ${result.message}`;
          stop.abort();
          return;
        }
      }
      if (kind === 'startup' && state.started) return;
      const wait = isEager ? EAGER_MS : timing.periodSeconds * 1000;
      await pause(wait, until);
      sinceFailureCounted += wait;
    }
  }

  await watchAll(dueProbes(container, state));
  if (!until.aborted && state.started) {
    await watchAll(dueProbes(container, state).filter((kind) => kind !== 'startup'));
  }
  return failure;

  async function watchAll(kinds: readonly ProbeKind[]): Promise<void> {
    await Promise.all(kinds.map(watch));
  }
}

function hasSucceeded(state: ProbeState, kind: ProbeKind): boolean {
  return kind === 'startup' ? state.started : state.ready;
}
