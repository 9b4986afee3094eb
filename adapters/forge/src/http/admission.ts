import type { IncomingMessage } from 'node:http';
import type { Caller } from '@infraforge/kernel';
import type { ForgeContext } from '../context.ts';
import { parseAuthorization } from './credentials.ts';
import { refusal } from './refusal.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses what a page of another site could make a browser send here: a Host that is not ours (DNS rebinding), and a
 * change with a foreign Origin.
 */
export function checkOrigin({ urls, allowedHosts }: ForgeContext, request: IncomingMessage): void {
  const own = new URL(urls.base);
  const host = hostnameOf(`http://${request.headers.host ?? ''}`);
  const known = host !== undefined && (host === own.hostname || LOOPBACK.has(host));
  if (!known && !allowedHosts?.includes(host ?? '')) {
    throw refusal(
      'forbidden',
      `The forge does not answer under '${request.headers.host}', but at ${urls.base}`,
    );
  }
  const { origin } = request.headers;
  const changes = request.method !== 'GET' && request.method !== 'HEAD';
  if (changes && origin !== undefined && origin !== own.origin) {
    throw refusal('forbidden', `Changes from pages of ${origin} are refused`);
  }
}

function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

/** Who sent the request; undefined without a token. Throws `forge.unauthenticated` for a token of nobody. */
export async function callerOf(
  context: ForgeContext,
  request: IncomingMessage,
): Promise<Caller | undefined> {
  const { authorization } = request.headers;
  if (authorization === undefined) return undefined;
  const credentials = parseAuthorization(authorization);
  const caller = credentials && (await context.authenticate(credentials));
  if (!caller) throw refusal('unauthenticated', 'Bad credentials');
  return caller;
}
