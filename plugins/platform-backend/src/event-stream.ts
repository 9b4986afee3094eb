import type { Request, Response } from 'express';

/** Proxies and browsers drop a silent connection; a comment every 15 s keeps it (DESIGN §7). */
const HEARTBEAT_MILLISECONDS = 15_000;
/** A reader that is this far behind is cut off; it comes back and goes on. */
const MOST_UNREAD_BYTES = 8 * 2 ** 20;

export type EventStream = {
  send(event: string, data: unknown, id?: string): void;
  /** Aborts when the client goes away or `end` is called. */
  readonly signal: AbortSignal;
  end(): void;
};

/** Answers a request with server-sent events. */
export function openEventStream(request: Request, response: Response): EventStream {
  const controller = new AbortController();
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    // Backstage compresses answers, which would hold events back.
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  response.write(':\n\n');
  const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MILLISECONDS);
  const end = () => {
    clearInterval(heartbeat);
    controller.abort();
    response.end();
  };
  response.once('close', end);
  // Gone while the caller looked up what to stream: `close` has been emitted already.
  if (request.destroyed || response.destroyed) end();
  return {
    signal: controller.signal,
    send(event, data, id) {
      if (controller.signal.aborted) return;
      response.write(
        `${id ? `id: ${id}\n` : ''}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
      );
      if (response.writableLength > MOST_UNREAD_BYTES) {
        end();
        response.destroy();
      }
    },
    end,
  };
}
