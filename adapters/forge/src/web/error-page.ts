import { messageOf } from '@infraforge/kernel';
import type { Exchange } from '../http/exchange.ts';
import { send } from '../http/reply.ts';

/** What a person sees who asked for a page that is not there. */
export async function sendErrorPage(
  exchange: Exchange,
  status: number,
  error: unknown,
): Promise<void> {
  const content = status === 500 ? `The forge failed (${exchange.id})` : messageOf(error);
  return send(exchange, {
    status,
    content,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}
