import { setTimeout } from 'node:timers/promises';
import type { CommandContext } from './context.ts';

/** Waits, or returns at once when the signal is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
}

export type Patience = {
  readonly everyMilliseconds: number;
  readonly atMostMilliseconds: number;
  /** The error when it took too long. */
  readonly tooLong: () => Error;
};

/**
 * Asks again and again until `ask` answers with something. A platform that is away for a moment (a restart) is waited for like
 * anything else. Throws `tooLong()`, what `ask` throws and cannot pass by itself, and the signal's reason.
 */
export async function waitFor<T>(
  context: Pick<CommandContext, 'signal' | 'now'>,
  patience: Patience,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = context.now() + patience.atMostMilliseconds;
  for (;;) {
    let passing: unknown;
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      if (!isPassing(error)) throw error;
      passing = error;
    }
    context.signal.throwIfAborted();
    if (context.now() > deadline) throw passing ?? patience.tooLong();
    await pause(patience.everyMilliseconds, context.signal);
    context.signal.throwIfAborted();
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true;
}
