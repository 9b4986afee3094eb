import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { readonly headers: IncomingHttpHeaders; readonly body: string };

/** A server that takes webhooks, answers with the next of `statuses` (then 200), and lets a test wait for them. */
export type WebhookReceiver = {
  readonly url: string;
  /** The first delivery, received or to come, that fits. */
  next(fits: (received: Received) => boolean): Promise<Received>;
  readonly received: readonly Received[];
  stop(): Promise<void>;
};

export async function startWebhookReceiver(statuses: number[] = []): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const waiting: { fits(received: Received): boolean; resolve(received: Received): void }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const delivery = { headers: request.headers, body: Buffer.concat(chunks).toString() };
    response.writeHead(statuses.shift() ?? 200).end();
    received.push(delivery);
    for (const { fits, resolve } of waiting) if (fits(delivery)) resolve(delivery);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    async next(fits) {
      const there = received.find(fits);
      return there ?? new Promise((resolve) => waiting.push({ fits, resolve }));
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
