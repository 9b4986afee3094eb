import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** RFC 9110, 7.6.1: what is for one connection only. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const FORWARDED = new Set([
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
]);

/** Names and values in turns, as Node's `rawHeaders`, without what is for one connection only. */
export function endToEndHeaders(raw: readonly string[]): string[] {
  const named = new Set(
    pairs(raw)
      .filter(([name]) => name.toLowerCase() === 'connection')
      .flatMap(([, value]) =>
        value
          .toLowerCase()
          .split(',')
          .map((word) => word.trim()),
      ),
  );
  return pairs(raw)
    .filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()) && !named.has(name.toLowerCase()))
    .flat();
}

/** The headers for the service: the client's, and who it was. Nothing that a client says about that is believed. */
export function upstreamHeaders(request: IncomingMessage): string[] {
  const own = pairs(endToEndHeaders(request.rawHeaders)).filter(
    ([name]) => !FORWARDED.has(name.toLowerCase()) && name.toLowerCase() !== 'expect',
  );
  const { remoteAddress: client = '', localPort = 0 } = request.socket as Socket;
  return [
    ...own.flat(),
    'x-forwarded-for',
    client,
    'x-real-ip',
    client,
    'x-forwarded-host',
    request.headers.host ?? '',
    'x-forwarded-port',
    String(localPort),
    'x-forwarded-proto',
    schemeOf(request),
  ];
}

/** How the client speaks to the ingress. */
export function schemeOf(request: IncomingMessage): 'http' | 'https' {
  return 'encrypted' in request.socket ? 'https' : 'http';
}

function pairs(raw: readonly string[]): [string, string][] {
  const result: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    result.push([raw[index] ?? '', raw[index + 1] ?? '']);
  }
  return result;
}
