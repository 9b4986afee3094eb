import type { IncomingMessage } from 'node:http';
import type { Caller } from '@infraforge/kernel';
import type { KubeApiOptions } from './ports.ts';
import { Refusal } from './refusal.ts';

/** How often the token of an answer that lasts is looked at again. */
const CHECK_MS = 15_000;

/**
 * The caller by the platform token of the Authorization header (DESIGN §7). `gone` is aborted when the token ends
 * before the answer does. Throws Unauthorized.
 */
export async function callerOf(
  api: KubeApiOptions,
  request: IncomingMessage,
  gone: AbortController,
): Promise<Caller> {
  const token = /^bearer +(\S+)$/i.exec(request.headers.authorization?.trim() ?? '')?.[1];
  const caller = token === undefined ? undefined : await api.authenticate(token);
  if (token === undefined || !caller) {
    throw new Refusal(
      'Unauthorized',
      'Unauthorized: `gaia kubeconfig` prints a kubeconfig with a token that holds',
    );
  }
  const check = async () => {
    if (!(await api.authenticate(token))) gone.abort();
  };
  const timer = setInterval(() => void check().catch(() => undefined), CHECK_MS);
  timer.unref();
  gone.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return caller;
}
