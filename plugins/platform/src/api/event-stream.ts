import { createParser } from 'eventsource-parser';
import { requestErrorOf } from './request-error';

export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

export interface EventStreamOptions {
  /** Opens the stream; `lastEventId` is the last event that arrived, where the server numbers them. */
  readonly open: (lastEventId: string | undefined, signal: AbortSignal) => Promise<Response>;
  readonly onEvent: (event: StreamEvent) => void;
  /** `open` when events flow, `lost` while the next attempt is awaited. */
  readonly onState?: (state: 'open' | 'lost') => void;
  readonly signal: AbortSignal;
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const firstWait = 500;
const longestWait = 15_000;

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}

/** Refusals that another attempt will not change: no such service, not allowed. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

async function readEvents(
  response: Response,
  onEvent: (event: StreamEvent) => void,
  onId: (id: string) => void,
): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  const parser = createParser({
    onEvent: (message) => {
      if (message.id) onId(message.id);
      onEvent({ event: message.event ?? 'message', data: message.data });
    },
  });
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parser.feed(decoder.decode(value, { stream: true }));
  }
}

/**
 * Follows server-sent events until `signal` aborts, and begins again after a loss with a growing pause and
 * `Last-Event-ID`. `EventSource` cannot do it: it sends no Authorization header.
 * @throws RequestError when the server refuses for good
 */
export async function followEvents(options: EventStreamOptions): Promise<void> {
  const { open, onEvent, onState, signal, wait = pause } = options;
  const position: { lastEventId?: string } = {};
  const remember = (id: string) => {
    position.lastEventId = id;
  };
  let delay = firstWait;
  while (!signal.aborted) {
    try {
      const response = await open(position.lastEventId, signal);
      if (!response.ok) {
        const error = await requestErrorOf(response);
        if (isFinal(response.status)) throw error;
      } else {
        delay = firstWait;
        onState?.('open');
        await readEvents(response, onEvent, remember);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Error && error.name === 'RequestError') throw error;
      // A broken connection: the next attempt tells whether the server is back.
    }
    if (signal.aborted) return;
    onState?.('lost');
    await wait(delay, signal);
    delay = Math.min(delay * 2, longestWait);
  }
}
