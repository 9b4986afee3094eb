import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Request, Response } from 'express';
import { type EventStream, openEventStream } from './event-stream';

let server: Server;

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

/** A server that streams, a client that has its head, and the stream between them. */
async function connected(): Promise<{ stream: EventStream; answer: IncomingMessage }> {
  let opened: (stream: EventStream) => void;
  const stream = new Promise<EventStream>((resolve) => {
    opened = resolve;
  });
  server = createServer((request, response) =>
    opened(openEventStream(request as Request, response as Response)),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const [answer] = await once(get({ port: (server.address() as AddressInfo).port }), 'response');
  return { stream: await stream, answer };
}

it('sends events with their ids, and ends', async () => {
  const { stream, answer } = await connected();
  stream.send('log', { text: 'one' }, '7');
  stream.end();
  let text = '';
  for await (const chunk of answer) text += chunk;
  expect(answer.headers['cache-control']).toMatch(/no-transform/);
  expect(text).toBe(':\n\nid: 7\nevent: log\ndata: {"text":"one"}\n\n');
});

it('ends when the client goes away', async () => {
  const { stream, answer } = await connected();
  const aborted = once(stream.signal, 'abort');
  answer.destroy();
  await aborted;
  expect(() => stream.send('log', {})).not.toThrow();
});

it('cuts off a reader that does not read, instead of keeping all for it', async () => {
  const { stream, answer } = await connected();
  answer.pause();
  answer.on('error', () => undefined);
  const text = 'x'.repeat(2 ** 20);
  for (let sent = 0; sent < 64 && !stream.signal.aborted; sent += 1) stream.send('log', { text });
  expect(stream.signal.aborted).toBe(true);
});

it('ends at once when the client left before it began', async () => {
  const { stream } = await connected();
  stream.end();
  const gone = { destroyed: true } as Request;
  const written: unknown[] = [];
  const response = {
    writeHead: () => undefined,
    write: (text: string) => written.push(text),
    end: () => undefined,
    once: () => undefined,
  } as unknown as Response;
  expect(openEventStream(gone, response).signal.aborted).toBe(true);
});
