import type { Deployment, IntOrPercent, ReplicaSet } from './types.ts';

/** How many pods each ReplicaSet of a Deployment should have next. */
export type Scales = ReadonlyMap<string, number>;

export type Limits = { readonly maxSurge: number; readonly maxUnavailable: number };

/** Kubernetes' ResolveFenceposts: surge rounds up, unavailable rounds down, and not both may be zero. */
export function rollingLimits(deployment: Deployment, replicas: number): Limits {
  const { maxSurge = '25%', maxUnavailable = '25%' } =
    deployment.spec.strategy?.rollingUpdate ?? {};
  const surge = scaledValue(maxSurge, replicas, Math.ceil);
  const unavailable = scaledValue(maxUnavailable, replicas, Math.floor);
  return {
    maxSurge: surge,
    maxUnavailable: surge === 0 && unavailable === 0 ? 1 : Math.min(unavailable, replicas),
  };
}

/**
 * The limits within the budgets of the pods: no fewer stay available than they want. Kubernetes' rollouts do not look
 * at budgets; where one would leave no way to go on, one pod more is allowed instead.
 */
export function withinBudgets(limits: Limits, replicas: number, healthy: number): Limits {
  const maxUnavailable = Math.min(limits.maxUnavailable, Math.max(0, replicas - healthy));
  const isStuck = maxUnavailable === 0 && limits.maxSurge === 0;
  return { maxSurge: isStuck ? 1 : limits.maxSurge, maxUnavailable };
}

/** The next step of a rolling update: up within the surge first, then down as far as what is available allows. */
export function rollingScales(
  replicas: number,
  limits: Limits,
  next: ReplicaSet,
  old: readonly ReplicaSet[],
): Scales {
  const grown = scaleUp(replicas, limits, next, old);
  if (grown !== scaleOf(next)) return new Map([[next.metadata.name, grown]]);
  return scaleDown(replicas, limits, next, old);
}

/** Recreate: everything old goes first, then the new pods come. `remaining` counts old pods that still run. */
export function recreateScales(
  replicas: number,
  next: ReplicaSet,
  old: readonly ReplicaSet[],
  remaining: number,
): Scales {
  const running = old.filter((set) => scaleOf(set) > 0);
  if (running.length > 0) return new Map(running.map((set) => [set.metadata.name, 0]));
  if (remaining > 0 || scaleOf(next) === replicas) return new Map();
  return new Map([[next.metadata.name, replicas]]);
}

/** `spec.replicas` of a ReplicaSet, one when it does not say. */
export function scaleOf(set: ReplicaSet): number {
  return set.spec.replicas ?? 1;
}

function scaleUp(
  replicas: number,
  limits: Limits,
  next: ReplicaSet,
  old: readonly ReplicaSet[],
): number {
  const present = scaleOf(next);
  if (present >= replicas) return replicas;
  const total = present + sum(old, scaleOf);
  const room = replicas + limits.maxSurge - total;
  return room <= 0 ? present : present + Math.min(room, replicas - present);
}

/** Pods that never became available go first: they hold the update up and serve nobody. */
function scaleDown(
  replicas: number,
  limits: Limits,
  next: ReplicaSet,
  old: readonly ReplicaSet[],
): Scales {
  const minAvailable = replicas - limits.maxUnavailable;
  const total = scaleOf(next) + sum(old, scaleOf);
  const missing = Math.max(0, scaleOf(next) - availableOf(next));
  const removable = total - minAvailable - missing;
  if (removable <= 0) return new Map();
  const scales = new Map(old.map((set) => [set.metadata.name, scaleOf(set)]));
  const take = (set: ReplicaSet, count: number) =>
    scales.set(set.metadata.name, (scales.get(set.metadata.name) ?? 0) - count);

  let sick = removable;
  for (const set of old) {
    const count = Math.max(0, Math.min(sick, scaleOf(set) - availableOf(set)));
    sick -= count;
    take(set, count);
  }
  let healthy = availableOf(next) + sum(old, availableOf) - minAvailable;
  for (const set of old) {
    const count = Math.max(0, Math.min(healthy, scales.get(set.metadata.name) ?? 0));
    healthy -= count;
    take(set, count);
  }
  return new Map(
    old
      .map((set): [string, number] => [set.metadata.name, scales.get(set.metadata.name) ?? 0])
      .filter(([name, scale]) =>
        old.some((set) => set.metadata.name === name && scaleOf(set) !== scale),
      ),
  );
}

function availableOf(set: ReplicaSet): number {
  return set.status?.availableReplicas ?? 0;
}

function sum(sets: readonly ReplicaSet[], of: (set: ReplicaSet) => number): number {
  return sets.reduce((total, set) => total + of(set), 0);
}

/** A number, or a percentage of `replicas` rounded. */
export function scaledValue(
  value: IntOrPercent,
  replicas: number,
  round: (n: number) => number,
): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(value)?.[1];
  return percent === undefined ? Number(value) || 0 : round((Number(percent) * replicas) / 100);
}
