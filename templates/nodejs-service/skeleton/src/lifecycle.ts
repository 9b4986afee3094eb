import type { Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export type Lifecycle = {
  /** False from the moment that a shutdown begins: `/readyz` then answers 503. */
  isReady(): boolean;
  /**
   * Stops the server without dropping a request: answers go on with `Connection: close` for `delayMs`, then no
   * connection is taken, then requests have `timeoutMs` to finish. Says whether all of them did. Safe to call twice.
   */
  shutdown(): Promise<{ readonly drained: boolean }>;
};

/** Watches over a server from listening to its end. */
export function createLifecycle(
  server: Server,
  { delayMs, timeoutMs }: { readonly delayMs: number; readonly timeoutMs: number },
): Lifecycle {
  const answering = new Set<ServerResponse>();
  let stopping: Promise<{ drained: boolean }> | undefined;

  // A keep-alive connection must not outlive the process: the client learns with this answer to open another one.
  const endConnection = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('Connection', 'close');
  };

  server.prependListener('request', (_request, response: ServerResponse) => {
    answering.add(response);
    response.once('close', () => answering.delete(response));
    if (stopping !== undefined) endConnection(response);
  });

  const stop = async () => {
    for (const response of answering) endConnection(response);
    await sleep(delayMs);
    for (const response of answering) endConnection(response);

    const deadline = AbortSignal.timeout(timeoutMs);
    const closed = Promise.withResolvers<{ drained: boolean }>();
    server.close(() => closed.resolve({ drained: true }));
    server.closeIdleConnections();
    deadline.addEventListener('abort', () => {
      closed.resolve({ drained: false });
      server.closeAllConnections();
    });
    return closed.promise;
  };

  return {
    isReady: () => server.listening && stopping === undefined,
    shutdown() {
      stopping ??= stop();
      return stopping;
    },
  };
}
