import { conditionOf } from './conditions.ts';
import type { Pod } from './types.ts';

/** True when the pod's Ready condition holds. */
export function isReady(pod: Pod): boolean {
  return conditionOf(pod.status?.conditions, 'Ready')?.status === 'True';
}

/** True for a pod that counts towards its ReplicaSet: neither ended nor on its way out. */
export function isActive(pod: Pod): boolean {
  const phase = pod.status?.phase;
  return phase !== 'Succeeded' && phase !== 'Failed' && !pod.metadata.deletionTimestamp;
}

/** When the pod has been ready for `minReadySeconds`; undefined while it is not ready. */
export function availableAt(pod: Pod, minReadySeconds: number): Date | undefined {
  const ready = conditionOf(pod.status?.conditions, 'Ready');
  if (ready?.status !== 'True') return undefined;
  const since = Date.parse(ready.lastTransitionTime ?? '');
  return new Date((Number.isNaN(since) ? 0 : since) + minReadySeconds * 1000);
}

/** True when the pod is ready and has been for `minReadySeconds`. */
export function isAvailable(pod: Pod, minReadySeconds: number, now: Date): boolean {
  const time = availableAt(pod, minReadySeconds);
  return time !== undefined && time <= now;
}
