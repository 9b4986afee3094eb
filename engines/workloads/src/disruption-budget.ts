import { canonicalJson } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { withCondition } from './conditions.ts';
import { matchesSelector } from './labels.ts';
import { isActive, isReady } from './pod-state.ts';
import { scaledValue } from './rolling-update.ts';
import type { Condition, IntOrPercent, LabelSelector, Outcome, Pod } from './types.ts';

export type PodDisruptionBudget = KubeObject & {
  readonly spec: {
    readonly minAvailable?: IntOrPercent;
    readonly maxUnavailable?: IntOrPercent;
    readonly selector?: LabelSelector;
  };
};

/** How many of so many pods the budget wants healthy; both values round up, as Kubernetes' do. */
export function desiredHealthy({ spec }: PodDisruptionBudget, expected: number): number {
  if (spec.maxUnavailable !== undefined) {
    return Math.max(0, expected - scaledValue(spec.maxUnavailable, expected, Math.ceil));
  }
  return spec.minAvailable === undefined ? 0 : scaledValue(spec.minAvailable, expected, Math.ceil);
}

/** True when the budget is about pods with these labels; one without a selector is about none. */
export function isAbout(
  { spec }: PodDisruptionBudget,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  return spec.selector !== undefined && matchesSelector(labels, spec.selector);
}

/** Reports how many pods may be disrupted. `expected` is how many their controllers want. */
export function reconcileBudget(
  budget: PodDisruptionBudget,
  around: { readonly pods: readonly Pod[]; readonly expected: number; readonly now: Date },
): Outcome {
  const pods = around.pods.filter((pod) => isActive(pod) && isAbout(budget, pod.metadata.labels));
  const expectedPods = Math.max(around.expected, pods.length);
  const currentHealthy = pods.filter(isReady).length;
  const wanted = desiredHealthy(budget, expectedPods);
  const disruptionsAllowed = Math.max(0, currentHealthy - wanted);
  const allowed: Condition = {
    type: 'DisruptionAllowed',
    status: disruptionsAllowed > 0 ? 'True' : 'False',
    reason: disruptionsAllowed > 0 ? 'SufficientPods' : 'InsufficientPods',
    message: '',
    observedGeneration: budget.metadata.generation ?? 1,
  };
  const before = budget.status as { conditions?: readonly Condition[] } | undefined;
  const status = {
    observedGeneration: budget.metadata.generation ?? 1,
    currentHealthy,
    desiredHealthy: wanted,
    disruptionsAllowed,
    expectedPods,
    conditions: withCondition(before?.conditions, allowed, around.now),
  };
  return canonicalJson(status) === canonicalJson(budget.status)
    ? { actions: [] }
    : { actions: [{ kind: 'updateStatus', object: { ...budget, status } }] };
}
