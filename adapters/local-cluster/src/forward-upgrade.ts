import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { upstreamHeaders } from './proxy-headers.ts';

/** Passes an upgrade (WebSocket) on and then every byte both ways until one side closes. */
export function forwardUpgrade(
  request: IncomingMessage,
  client: Socket,
  head: Buffer,
  targetPort: number,
): void {
  const service = connect({ host: '127.0.0.1', port: targetPort });
  const lines = [`${request.method} ${request.url} HTTP/1.1`];
  const headers = [
    ...upstreamHeaders(request),
    'connection',
    'Upgrade',
    'upgrade',
    request.headers.upgrade ?? '',
  ];
  for (let index = 0; index + 1 < headers.length; index += 2) {
    lines.push(`${headers[index]}: ${headers[index + 1]}`);
  }
  service.once('connect', () => {
    service.write(`${lines.join('\r\n')}\r\n\r\n`);
    service.write(head);
    client.pipe(service).pipe(client);
  });
  client.setTimeout(0);
  client.setNoDelay(true);
  service.setNoDelay(true);
  service.once('error', () => client.destroy());
  service.once('close', () => client.destroy());
  client.once('close', () => service.destroy());
}
