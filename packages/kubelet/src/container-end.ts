import { constants } from 'node:os';
import type { Exit } from '@infraforge/local-cluster';
import { kubeTime, type Terminated } from '@infraforge/workloads';

/** How a container ended, and why when that was our doing. */
export type End = {
  readonly exit: Exit;
  readonly cause: { readonly reason: string; readonly message: string } | undefined;
  /** The last lines of its log, '' when there are none. */
  readonly lastWords: string;
};

/** The shell's codes for a program that is not there or may not be run. */
const NOT_RUN: ReadonlySet<number> = new Set([126, 127]);
/** How `env`, which becomes the program, says so. */
const CANNOT_RUN = /env: [‘'"]?(.+?)[’'"]?: ([A-Z][\w ]+)$/m;
const DISK_FULL = /ENOSPC|No space left on device/;

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
  const cause = end.cause ?? (exitCode === 0 ? undefined : causeOf(exitCode, end.lastWords));
  return {
    exitCode,
    ...(number === undefined ? {} : { signal: number }),
    reason: cause?.reason ?? 'Completed',
    ...(cause?.message ? { message: cause.message } : {}),
    ...times,
  };
}

/** What a program that failed by itself said, as Kubernetes' `FallbackToLogsOnError` has it, and what that means here. */
function causeOf(exitCode: number, lastWords: string): { reason: string; message: string } {
  const [, program, why] = CANNOT_RUN.exec(lastWords) ?? [];
  if (NOT_RUN.has(exitCode) && program !== undefined) {
    const message = `The command "${program}" cannot be run: ${why}. Correct the command of the container, or the CMD of its Dockerfile.`;
    return { reason: 'StartError', message };
  }
  if (!DISK_FULL.test(lastWords)) return { reason: 'Error', message: lastWords };
  const hint =
    'Its disk is full: /tmp holds 256 MiB, a volume what the machine has. Write less, or clean up.';
  return { reason: 'Error', message: `${hint} It said: ${lastWords}` };
}
