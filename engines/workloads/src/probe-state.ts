import type { Container, Probe } from './types.ts';

export type ProbeKind = 'startup' | 'liveness' | 'readiness';

/** What the probes of one running container have said so far. */
export type ProbeState = {
  /** The startup probe has succeeded, or there is none. */
  readonly started: boolean;
  readonly ready: boolean;
  /** Results of one kind in a row, per probe. */
  readonly runs: Readonly<
    Partial<Record<ProbeKind, { readonly ok: boolean; readonly count: number }>>
  >;
};

/** What a result leads to: `restart` when the container has to be killed. */
export type ProbeVerdict = { readonly state: ProbeState; readonly restart: boolean };

/** Kubernetes' defaults. */
const DEFAULTS = {
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
};

export type ProbeTiming = typeof DEFAULTS;

/** The numbers of a probe with Kubernetes' defaults. */
export function probeTiming(probe: Probe): ProbeTiming {
  return {
    initialDelaySeconds: probe.initialDelaySeconds ?? DEFAULTS.initialDelaySeconds,
    periodSeconds: Math.max(1, probe.periodSeconds ?? DEFAULTS.periodSeconds),
    timeoutSeconds: Math.max(1, probe.timeoutSeconds ?? DEFAULTS.timeoutSeconds),
    successThreshold: Math.max(1, probe.successThreshold ?? DEFAULTS.successThreshold),
    failureThreshold: Math.max(1, probe.failureThreshold ?? DEFAULTS.failureThreshold),
  };
}

/** A container that has just started: without a probe of a kind it counts as that. */
export function initialProbeState(container: Container): ProbeState {
  const started = container.startupProbe === undefined;
  return { started, ready: started && container.readinessProbe === undefined, runs: {} };
}

/** Startup holds the other two back until it has succeeded once. */
export function dueProbes(container: Container, state: ProbeState): readonly ProbeKind[] {
  if (!state.started) return ['startup'];
  return [
    ...(container.livenessProbe ? (['liveness'] as const) : []),
    ...(container.readinessProbe ? (['readiness'] as const) : []),
  ];
}

/** The probe of a kind that the container has. */
export function probeOf(container: Container, kind: ProbeKind): Probe | undefined {
  if (kind === 'startup') return container.startupProbe;
  return kind === 'liveness' ? container.livenessProbe : container.readinessProbe;
}

/** The state after one result. Thresholds count results in a row, as Kubernetes' prober does. */
export function afterProbe(
  container: Container,
  state: ProbeState,
  kind: ProbeKind,
  ok: boolean,
): ProbeVerdict {
  const probe = probeOf(container, kind);
  if (!probe) return { state, restart: false };
  const before = state.runs[kind];
  const count = before?.ok === ok ? before.count + 1 : 1;
  const next = { ...state, runs: { ...state.runs, [kind]: { ok, count } } };
  const timing = probeTiming(probe);
  if (count < (ok ? timing.successThreshold : timing.failureThreshold)) {
    return { state: next, restart: false };
  }
  if (kind === 'readiness') return { state: { ...next, ready: ok }, restart: false };
  if (!ok) return { state: next, restart: true };
  if (kind === 'liveness') return { state: next, restart: false };
  return {
    state: { ...next, started: true, ready: container.readinessProbe === undefined },
    restart: false,
  };
}
