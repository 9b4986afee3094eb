import { canonicalJson } from '@infraforge/kernel';
import { cpuCores, type KubeObject } from '@infraforge/kube';
import { withCondition } from './conditions.ts';
import { kubeTime } from './object-rules.ts';
import type { Condition, Deployment, HorizontalPodAutoscaler, Outcome, Pod } from './types.ts';

export type AutoscalerSurroundings = {
  /** The Deployment that it scales. */
  readonly target: Deployment | undefined;
  /** The ready pods of the target. */
  readonly pods: readonly Pod[];
  /** Cores that each pod uses, by uid; absent until measured. */
  readonly usage: ReadonlyMap<string, number>;
  readonly now: Date;
};

/** Kubernetes' `--horizontal-pod-autoscaler-sync-period`, `-tolerance` and `-downscale-stabilization`. */
const SYNC_MILLISECONDS = 15_000;
const TOLERANCE = 0.1;
const STABILIZATION_MILLISECONDS = 300_000;

/**
 * Horizontal scaling on CPU, by the algorithm of Kubernetes' HPA (autoscaling/v2, `Resource` cpu `Utilization`):
 * ceil(ready · utilisation / target), within min and max. Down only when nothing was scaled for five minutes, where
 * Kubernetes takes the highest recommendation of that time. Other metrics are said not to be measured here.
 */
export function reconcileAutoscaler(
  autoscaler: HorizontalPodAutoscaler,
  around: AutoscalerSurroundings,
): Outcome {
  const { target, now } = around;
  const wakeAt = new Date(now.getTime() + SYNC_MILLISECONDS);
  if (!target) {
    const reason = `There is no Deployment ${autoscaler.spec.scaleTargetRef.name}.`;
    const able: Condition = {
      type: 'AbleToScale',
      status: 'False',
      reason: 'FailedGetScale',
      message: reason,
    };
    return {
      actions: statusActions(autoscaler, { conditions: withCondition(undefined, able, now) }),
      wakeAt,
    };
  }
  const current = target.spec.replicas ?? 1;
  const measured = utilisation(autoscaler, around);
  const wanted =
    current === 0 ? 0 : bounded(autoscaler, recommendation(autoscaler, around, current, measured));
  const status = {
    observedGeneration: autoscaler.metadata.generation,
    ...(lastScaleTime(autoscaler) ? { lastScaleTime: lastScaleTime(autoscaler) } : {}),
    ...(wanted === current ? {} : { lastScaleTime: kubeTime(now) }),
    currentReplicas: around.pods.length,
    desiredReplicas: wanted,
    ...(measured === undefined ? {} : { currentMetrics: [cpuMetric(measured)] }),
    conditions: conditions(autoscaler, measured, current, now),
  };
  const scale = { ...target, spec: { ...target.spec, replicas: wanted } } as KubeObject;
  return {
    actions: [
      ...(wanted === current ? [] : [{ kind: 'update', object: scale } as const]),
      ...statusActions(autoscaler, status),
    ],
    wakeAt,
  };
}

type CpuTarget = {
  readonly metrics?: readonly {
    readonly resource?: {
      readonly name?: string;
      readonly target?: { readonly averageUtilization?: number };
    };
  }[];
};

function targetUtilisation(autoscaler: HorizontalPodAutoscaler): number | undefined {
  const { metrics } = autoscaler.spec as CpuTarget;
  return metrics?.find(({ resource }) => resource?.name === 'cpu')?.resource?.target
    ?.averageUtilization;
}

/** Percent of what the measured pods request; undefined while nothing is measured or nothing requested. */
function utilisation(
  autoscaler: HorizontalPodAutoscaler,
  { pods, usage }: AutoscalerSurroundings,
): number | undefined {
  if (targetUtilisation(autoscaler) === undefined) return undefined;
  let used = 0;
  let requested = 0;
  for (const pod of pods) {
    const cores = usage.get(pod.metadata.uid ?? '');
    if (cores === undefined) continue;
    used += cores;
    requested += requestedCores(pod);
  }
  return requested > 0 ? Math.round((used / requested) * 100) : undefined;
}

function requestedCores(pod: Pod): number {
  return pod.spec.containers.reduce((sum, container) => {
    const request = container.resources?.requests?.cpu;
    return sum + (request === undefined ? 0 : cpuCores(String(request)));
  }, 0);
}

function recommendation(
  autoscaler: HorizontalPodAutoscaler,
  { pods, now }: AutoscalerSurroundings,
  current: number,
  measured: number | undefined,
): number {
  const target = targetUtilisation(autoscaler);
  if (measured === undefined || !target) return current;
  const ratio = measured / target;
  if (Math.abs(ratio - 1) <= TOLERANCE) return current;
  const wanted = Math.ceil(pods.length * ratio);
  if (wanted >= current) return wanted;
  const scaledAt = Date.parse(
    lastScaleTime(autoscaler) ?? autoscaler.metadata.creationTimestamp ?? '',
  );
  return now.getTime() - scaledAt < STABILIZATION_MILLISECONDS ? current : wanted;
}

function bounded({ spec }: HorizontalPodAutoscaler, wanted: number): number {
  const least = spec.minReplicas ?? 1;
  return Math.min(Math.max(wanted, least), Math.max(spec.maxReplicas ?? least, least));
}

function lastScaleTime(autoscaler: HorizontalPodAutoscaler): string | undefined {
  return (autoscaler.status as { lastScaleTime?: string } | undefined)?.lastScaleTime;
}

function cpuMetric(averageUtilization: number) {
  return { type: 'Resource', resource: { name: 'cpu', current: { averageUtilization } } };
}

function conditions(
  autoscaler: HorizontalPodAutoscaler,
  measured: number | undefined,
  current: number,
  now: Date,
): readonly Condition[] {
  const before = (autoscaler.status as { conditions?: readonly Condition[] } | undefined)
    ?.conditions;
  const able: Condition = {
    type: 'AbleToScale',
    status: 'True',
    reason: 'ReadyForNewScale',
    message: 'recommended size matches current size',
  };
  return withCondition(
    withCondition(before, able, now),
    activity(autoscaler, measured, current),
    now,
  );
}

function activity(
  autoscaler: HorizontalPodAutoscaler,
  measured: number | undefined,
  current: number,
): Condition {
  const active = (status: Condition['status'], reason: string, message: string): Condition => ({
    type: 'ScalingActive',
    status,
    reason,
    message,
  });
  if (current === 0)
    return active(
      'False',
      'ScalingDisabled',
      'scaling is disabled since the replica count of the target is zero',
    );
  if (targetUtilisation(autoscaler) === undefined) {
    return active(
      'False',
      'NotMeasuredHere',
      'The local cluster measures CPU only; the replicas stay within min and max.',
    );
  }
  if (measured === undefined)
    return active('Unknown', 'NotMeasuredYet', 'No pod has been measured yet.');
  return active(
    'True',
    'ValidMetricFound',
    'the HPA was able to successfully calculate a replica count from cpu resource utilization',
  );
}

function statusActions(
  autoscaler: HorizontalPodAutoscaler,
  status: Readonly<Record<string, unknown>>,
): Outcome['actions'] {
  return canonicalJson(status) === canonicalJson(autoscaler.status)
    ? []
    : [{ kind: 'updateStatus', object: { ...autoscaler, status } as KubeObject }];
}
