/** How long a container waits before it is started again. */
export type Backoff = { readonly delayMs: number; readonly failures: number };

/** Kubernetes waits 10 s, 20 s, 40 s...; on a developer's machine the first wait is one second. */
const FIRST_MS = 1000;
const LONGEST_MS = 5 * 60_000;
/** A container that ran for this long starts over with the shortest wait. */
const RESET_MS = 10 * 60_000;

export const noBackoff: Backoff = { delayMs: 0, failures: 0 };

/** The wait after an end: the first restart is immediate, then it doubles from one second to five minutes. */
export function nextBackoff(before: Backoff, ranForMs: number): Backoff {
  const failures = ranForMs >= RESET_MS ? 1 : before.failures + 1;
  const delayMs = failures === 1 ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 2));
  return { delayMs, failures };
}

/** The wait before an image that could not be had is tried again: one second, doubling to five minutes. */
export function retryDelayMs(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
}

/** `10s`, `2m40s`, as Kubernetes writes durations. */
export function formatDelay(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds}s` : `${minutes}m${seconds % 60}s`;
}
