import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '@infraforge/kernel';
import { refusal } from './refusal.ts';

/** One request on its way through the forge. */
export type Exchange = {
  readonly id: string;
  readonly method: string;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  /** Undefined: no token was sent. A wrong token never gets this far. */
  readonly caller: Caller | undefined;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Aborts when the client is gone or the time is up. */
  readonly signal: AbortSignal;
};

/** True for the paths of Git's smart HTTP protocol. */
export function isGitRequest(path: string): boolean {
  return /\/(?:info\/refs|git-(?:upload|receive)-pack)(?:\?|$)/.test(path);
}

/** A parameter of the route's pattern; a bug when the pattern has none of this name. */
export function param(exchange: Exchange, name: string): string {
  const value = exchange.params[name];
  if (value === undefined) throw new TypeError(`The route has no parameter ${name}`);
  return value;
}

/** A parameter of the query, undefined when it is missing or empty. */
export function query(exchange: Exchange, name: string): string | undefined {
  return exchange.url.searchParams.get(name) || undefined;
}

/** Reads the whole body. Throws `forge.too-large` as soon as it is longer than `maxBytes`. */
async function readBody(exchange: Exchange, maxBytes: number): Promise<Buffer> {
  const { request, signal } = exchange;
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    signal.throwIfAborted();
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number) {
  return refusal(
    'too-large',
    `The body is larger than the ${maxBytes} bytes that this route takes`,
  );
}

/** The body as JSON; an empty one counts as `{}`, as on GitHub. */
export async function readJson(exchange: Exchange, maxBytes: number): Promise<unknown> {
  const text = (await readBody(exchange, maxBytes)).toString();
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('bad-request', 'Problems parsing JSON');
  }
}
