import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Exchange } from './exchange.ts';

/** What a handler answers. `'handled'`: it wrote the response itself. */
export type Reply =
  | 'handled'
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly json?: unknown;
      readonly content?: string | Uint8Array;
      readonly stream?: AsyncIterable<Uint8Array>;
    };

/** 200 with a JSON document. */
export function ok(json: unknown, headers?: Readonly<Record<string, string>>): Reply {
  return { status: 200, json, ...(headers ? { headers } : {}) };
}

/** 201 with a JSON document. */
export function created(json: unknown): Reply {
  return { status: 201, json };
}

/** 204. */
export function noContent(): Reply {
  return { status: 204 };
}

/**
 * Sends an answer. Documents and contents get an ETag unless they bring one, and 304 when the client has it already;
 * HEAD gets no body.
 */
export async function send(exchange: Exchange, reply: Reply): Promise<void> {
  if (reply === 'handled') return;
  const { response, request } = exchange;
  const body = bodyOf(reply);
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  if (reply.json !== undefined)
    response.setHeader('content-type', 'application/json; charset=utf-8');
  if (body !== undefined && reply.status === 200 && request.method !== 'POST') {
    if (!response.hasHeader('etag')) response.setHeader('etag', `W/"${digest(body)}"`);
    if (isFresh(String(response.getHeader('etag')), request.headers['if-none-match'])) {
      response.writeHead(304).end();
      return;
    }
  }
  response.statusCode = reply.status;
  if (body !== undefined) response.setHeader('content-length', Buffer.byteLength(body));
  if (request.method === 'HEAD') response.end();
  else if (reply.stream) await pipe(reply.stream, exchange);
  else response.end(body);
}

function bodyOf(reply: Exclude<Reply, 'handled'>): string | Uint8Array | undefined {
  if (reply.content !== undefined) return reply.content;
  return reply.json === undefined ? undefined : JSON.stringify(reply.json);
}

function digest(body: string | Uint8Array): string {
  return createHash('sha1').update(body).digest('hex');
}

function isFresh(etag: string, ifNoneMatch: string | undefined): boolean {
  const strong = (tag: string) => tag.trim().replace(/^W\//, '');
  return (ifNoneMatch ?? '')
    .split(',')
    .some((tag) => tag.trim() === '*' || strong(tag) === strong(etag));
}

async function pipe(stream: AsyncIterable<Uint8Array>, exchange: Exchange): Promise<void> {
  const { response, signal } = exchange;
  for await (const chunk of stream) {
    if (!response.write(chunk)) await once(response, 'drain', { signal });
  }
  response.end();
}
