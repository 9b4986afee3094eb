import { constants } from 'node:os';
import type { Exit } from '@infraforge/local-cluster';
import { kubeTime, type Terminated } from '@infraforge/workloads';

/** How a container ended, and why when that was our doing. */
export type End = {
  readonly exit: Exit;
  readonly cause: { readonly reason: string; readonly message: string } | undefined;
};

/** The end in Kubernetes' words: 128 and the signal's number for a killed one. */
export function endOf(end: End, startedAt: string | undefined, now: Date): Terminated {
  const { code, signal } = end.exit;
  const number = signal ? constants.signals[signal as NodeJS.Signals] : undefined;
  const times = { ...(startedAt ? { startedAt } : {}), finishedAt: kubeTime(now) };
  if (code === undefined && number === undefined) {
    return {
      exitCode: 137,
      reason: end.cause?.reason ?? 'ContainerStatusUnknown',
      message: end.cause?.message ?? 'It ended while the kubelet was away.',
      ...times,
    };
  }
  const exitCode = code ?? 128 + (number ?? 0);
  return {
    exitCode,
    ...(number === undefined ? {} : { signal: number }),
    reason: end.cause?.reason ?? (exitCode === 0 ? 'Completed' : 'Error'),
    ...(end.cause ? { message: end.cause.message } : {}),
    ...times,
  };
}
