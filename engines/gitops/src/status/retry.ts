import type { OperationState, SyncPolicy } from '../types.ts';
import { durationMilliseconds } from './duration.ts';

/** Argo CD's defaults for automated syncs (`util/argo`, types.go). */
const defaults = { limit: 5, duration: '5s', factor: 2, maxDuration: '3m' } as const;

/** Milliseconds between the n-th failure (0-based) and the next attempt: duration · factor^n, at most maxDuration. */
export function retryDelay(policy: SyncPolicy | undefined, failures: number): number {
  const backoff = policy?.retry?.backoff ?? {};
  const first = durationMilliseconds(backoff.duration ?? defaults.duration) ?? 5_000;
  const factor = backoff.factor ?? defaults.factor;
  const most = durationMilliseconds(backoff.maxDuration ?? defaults.maxDuration) ?? 180_000;
  return Math.min(first * factor ** failures, most);
}

/** When a failed operation is tried again; undefined when it is not: its limit is reached. A negative limit is none. */
export function retryAt(policy: SyncPolicy | undefined, state: OperationState): Date | undefined {
  const limit = policy?.retry?.limit ?? defaults.limit;
  const attempts = state.retryCount ?? 0;
  if (limit >= 0 && attempts >= limit) return undefined;
  const ended = Date.parse(state.finishedAt ?? state.startedAt);
  return new Date(ended + retryDelay(policy, attempts));
}
