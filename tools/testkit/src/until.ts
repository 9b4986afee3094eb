import { setTimeout as delay } from 'node:timers/promises';

export type UntilOptions = {
  readonly timeoutMilliseconds?: number;
  readonly intervalMilliseconds?: number;
  /** What is waited for: for the message when it does not come. */
  readonly what?: string;
};

/**
 * Waits until the condition gives something truthy, and returns that. An error of the condition counts as "not yet".
 * Throws after `timeoutMilliseconds` (default 10 s), with the last error as its cause.
 */
export async function until<Value>(
  condition: () => Value | Promise<Value>,
  { timeoutMilliseconds = 10_000, intervalMilliseconds = 20, what }: UntilOptions = {},
): Promise<NonNullable<Value>> {
  const deadline = Date.now() + timeoutMilliseconds;
  let cause: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (value) return value;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() >= deadline) {
      throw new Error(`${what ?? 'the condition'} did not come true in ${timeoutMilliseconds} ms`, {
        cause,
      });
    }
    await delay(intervalMilliseconds);
  }
}
