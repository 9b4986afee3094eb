import { setTimeout as delay } from 'node:timers/promises';
import { type Logger, messageOf } from '@infraforge/kernel';
import pg from 'pg';

export type Listener = {
  /**
   * Calls `wake` with the payload of each notification on the channel, and with undefined whenever some may have been
   * missed: when the connection stands, and again after it was lost. Returns the end of the subscription.
   */
  subscribe(channel: string, wake: (payload: string | undefined) => void): () => void;
  close(): Promise<void>;
};

type Wake = (payload: string | undefined) => void;

/** One connection that listens for all subscribers of a process and comes back when it is lost. */
export function createListener(options: {
  readonly connection: pg.ClientConfig;
  readonly logger: Logger;
}): Listener {
  const channels = new Map<string, Set<Wake>>();
  const stop = new AbortController();
  let client: pg.Client | undefined;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    for (let attempt = 0; !stop.signal.aborted; attempt += 1) {
      try {
        await connectOnce(() => {
          attempt = 0;
        });
      } catch (error) {
        if (stop.signal.aborted) return;
        options.logger.warn(`lost the connection for notifications: ${messageOf(error)}`);
      }
      const pause = Math.min(5_000, 100 * 2 ** attempt);
      await delay(pause, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
    }
  }

  async function connectOnce(onReady: () => void): Promise<void> {
    const fresh = new pg.Client(options.connection);
    const lost = new Promise<Error>((resolve) => {
      fresh.on('error', resolve);
      fresh.on('end', () => resolve(new Error('the server closed it')));
    });
    const end = () => fresh.end().catch(() => undefined);
    // A connection that is being made cannot be ended in every state of the driver: `close` does not wait for it.
    const closed = new Promise<never>((_, reject) => {
      stop.signal.addEventListener('abort', () => reject(new Error('closed')), { once: true });
    });
    stop.signal.addEventListener('abort', end, { once: true });
    try {
      await Promise.race([fresh.connect(), closed]);
      fresh.on('notification', ({ channel, payload }) => tell(channel, payload));
      for (const channel of channels.keys()) await listenOn(fresh, channel);
      client = fresh;
      // A channel that was added while the others were set up.
      for (const channel of channels.keys()) await listenOn(fresh, channel);
      onReady();
      for (const channel of channels.keys()) tell(channel, undefined);
      throw await Promise.race([lost, closed]);
    } finally {
      client = undefined;
      stop.signal.removeEventListener('abort', end);
      const ended = end();
      if (!stop.signal.aborted) await ended;
    }
  }

  function tell(channel: string, payload: string | undefined): void {
    for (const wake of channels.get(channel) ?? []) wake(payload);
  }

  return {
    subscribe(channel, wake) {
      const wakes = channels.get(channel);
      if (wakes) wakes.add(wake);
      else channels.set(channel, new Set([wake]));
      running ??= run();
      if (!wakes && client) {
        // A failure ends the connection, and the next one listens on every channel.
        listenOn(client, channel).then(
          () => wake(undefined),
          () => undefined,
        );
      }
      return () => {
        channels.get(channel)?.delete(wake);
      };
    },
    async close() {
      stop.abort();
      await running;
    },
  };
}

async function listenOn(client: pg.Client, channel: string): Promise<void> {
  await client.query(`listen ${client.escapeIdentifier(channel)}`);
}
