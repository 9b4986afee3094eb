import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MILLISECONDS = 1_000;

/**
 * Does it again whenever it ends or fails, until the signal aborts: a server that lives on without its controllers would look
 * healthy and do nothing. Never rejects.
 */
export async function keepDoing(
  work: () => Promise<void>,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) onFailure(error);
    }
    await delay(PAUSE_MILLISECONDS, undefined, { signal }).catch(() => undefined);
  }
}
