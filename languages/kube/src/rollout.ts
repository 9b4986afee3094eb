import { PlatformError } from '@infraforge/kernel';

/** A number of pods, or a percentage of them: `25%`. */
export type IntOrPercent = number | string;

/**
 * A number, or a percentage of a total rounded as wanted. Throws PlatformError `kube.int-or-percent`.
 * Rule: apimachinery `intstr.GetScaledValueFromIntOrPercent`.
 */
export function scaledIntOrPercent(
  value: IntOrPercent,
  total: number,
  rounding: 'up' | 'down',
): number {
  if (typeof value === 'number') return value;
  if (!/^[+-]?\d+%$/.test(value))
    throw new PlatformError('kube.int-or-percent', `"${value}" is no number and no percentage`, {
      hint: 'Write a whole number, or one with "%".',
    });
  const amount = (Number(value.slice(0, -1)) * total) / 100;
  return (rounding === 'up' ? Math.ceil(amount) : Math.floor(amount)) + 0;
}

/** What a text means: a whole number of 32 bits, or itself. Rule: apimachinery `intstr.Parse`. */
export function parseIntOrPercent(text: string): IntOrPercent {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= -(2 ** 31) && value < 2 ** 31 ? value + 0 : text;
}

export type RolloutSettings = {
  readonly strategy: 'RollingUpdate' | 'Recreate';
  readonly maxSurge?: IntOrPercent;
  readonly maxUnavailable?: IntOrPercent;
  readonly replicas: number;
};

export type RolloutNumbers = {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
  readonly minAvailable: number;
};

/**
 * Surge rounded up, unavailable rounded down; not both may be zero. Throws PlatformError `kube.int-or-percent`.
 * Rule: Kubernetes' `ResolveFenceposts`.
 */
export function rolloutFenceposts({
  maxSurge = 0,
  maxUnavailable = 0,
  replicas,
}: Omit<RolloutSettings, 'strategy'>): Omit<RolloutNumbers, 'minAvailable'> {
  const surge = scaledIntOrPercent(maxSurge, replicas, 'up');
  const unavailable = scaledIntOrPercent(maxUnavailable, replicas, 'down');
  return { maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/** How far a Deployment may be from its replicas while it rolls. Rule: Kubernetes' `deployment/util`. */
export function rolloutNumbers(settings: RolloutSettings): RolloutNumbers {
  if (settings.strategy === 'Recreate') return { maxSurge: 0, maxUnavailable: 0, minAvailable: 0 };
  const { replicas } = settings;
  const { maxSurge, maxUnavailable } = rolloutFenceposts(settings);
  const unavailable = Math.min(maxUnavailable, replicas);
  return { maxSurge, maxUnavailable: unavailable, minAvailable: replicas - unavailable };
}

/**
 * How many pods the newest ReplicaSet should have next; `scales` are those of all ReplicaSets, the newest first.
 * Rule: Kubernetes' `NewRSNewReplicas`.
 */
export function newReplicaSetScale(settings: RolloutSettings, scales: readonly number[]): number {
  const { strategy, maxSurge = 0, replicas } = settings;
  if (strategy === 'Recreate') return replicas;
  const [newest = 0] = scales;
  const most = replicas + scaledIntOrPercent(maxSurge, replicas, 'up');
  const room = most - scales.reduce((sum, scale) => sum + scale, 0);
  return room <= 0 ? newest : newest + Math.min(room, replicas - newest);
}

export type Utilisation = {
  /** Of what was wanted; 1 is as wanted. */
  readonly ratio: number;
  /** Whole percent of the requests. */
  readonly percent: number;
  /** Per pod. */
  readonly average: number;
};

/**
 * Use of a resource against what the pods request, both in thousandths by pod; undefined when no pod is in both.
 * Rule: Kubernetes' `GetResourceUtilizationRatio`.
 */
export function utilisationOf(
  usage: Readonly<Record<string, number>>,
  requests: Readonly<Record<string, number>>,
  targetPercent: number,
): Utilisation | undefined {
  const pods = Object.keys(usage).filter((pod) => Object.hasOwn(requests, pod));
  const sum = (of: Readonly<Record<string, number>>) =>
    pods.reduce((total, pod) => total + (of[pod] ?? 0), 0);
  const [used, requested] = [sum(usage), sum(requests)];
  if (requested === 0) return undefined;
  const percent = Math.trunc((used * 100) / requested);
  return { ratio: percent / targetPercent, percent, average: Math.trunc(used / pods.length) };
}
