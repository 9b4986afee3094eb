import { followEvents, type StreamEvent } from './event-stream';

/** A response whose body is these texts, as they arrive. */
function streamOf(...chunks: readonly string[]): Response {
  const encoder = new TextEncoder();
  const waiting = chunks.map((chunk) => encoder.encode(chunk));
  const reader = {
    read: async () => {
      const value = waiting.shift();
      return value ? { done: false, value } : { done: true, value: undefined };
    },
  };
  return { ok: true, status: 200, body: { getReader: () => reader } } as unknown as Response;
}

function refusal(status: number): Response {
  const text = async () => JSON.stringify({ code: 'gone', detail: 'It is gone.' });
  return { ok: false, status, statusText: '', text } as Response;
}

interface Followed {
  readonly events: readonly StreamEvent[];
  readonly states: readonly string[];
  readonly ids: readonly (string | undefined)[];
  readonly waits: readonly number[];
}

/** Follows until the answers are used up. */
async function follow(answers: (Response | Error)[]): Promise<Followed> {
  const abort = new AbortController();
  const events: StreamEvent[] = [];
  const states: string[] = [];
  const ids: (string | undefined)[] = [];
  const waits: number[] = [];
  await followEvents({
    signal: abort.signal,
    open: async (lastEventId) => {
      ids.push(lastEventId);
      const next = answers.shift();
      if (next instanceof Error) throw next;
      if (!next) throw new Error('no answer is left');
      return next;
    },
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      if (answers.length === 0) abort.abort();
    },
  });
  return { events, states, ids, waits };
}

it('puts events together that arrive in pieces', async () => {
  const { events, states } = await follow([
    streamOf('event: service\nda', 'ta: {"a":1}\n\n: keep-alive\n\ndata: x\n\n'),
  ]);
  expect(events).toEqual([
    { event: 'service', data: '{"a":1}' },
    { event: 'message', data: 'x' },
  ]);
  expect(states).toEqual(['open', 'lost']);
});

it('goes on after the last event that arrived', async () => {
  const { ids } = await follow([
    streamOf('id: 7\ndata: a\n\n'),
    streamOf('id: 9\ndata: b\n\n'),
    streamOf(),
  ]);
  expect(ids).toEqual([undefined, '7', '9']);
});

it('waits longer after each failure, and short again after a success', async () => {
  const down = new TypeError('Failed to fetch');
  const { waits } = await follow([down, down, refusal(503), streamOf(), down]);
  expect(waits).toEqual([500, 1000, 2000, 500, 1000]);
});

it.each([401, 403, 404])('ends on a refusal that will not change: %d', async (status) => {
  await expect(follow([refusal(status)])).rejects.toMatchObject({
    status,
    code: 'gone',
    message: 'It is gone.',
  });
});
