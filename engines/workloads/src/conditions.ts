import { kubeTime } from './object-rules.ts';
import type { Condition } from './types.ts';

/** The condition of this type, if there is one. */
export function conditionOf(
  conditions: readonly Condition[] | undefined,
  type: string,
): Condition | undefined {
  return conditions?.find((condition) => condition.type === type);
}

/**
 * The conditions with one set: `lastTransitionTime` moves with the status only, as Kubernetes' API conventions ask, and
 * nothing moves when status, reason and message stay.
 */
export function withCondition(
  conditions: readonly Condition[] | undefined,
  next: Condition,
  now: Date,
): readonly Condition[] {
  const before = conditionOf(conditions, next.type);
  const transition =
    before?.status === next.status && before.lastTransitionTime
      ? before.lastTransitionTime
      : kubeTime(now);
  const set = { ...next, lastTransitionTime: transition };
  if (!before) return [...(conditions ?? []), set];
  return (conditions ?? []).map((condition) => (condition.type === next.type ? set : condition));
}
