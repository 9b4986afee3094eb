import { messageOf } from '@infraforge/kernel';
import type { Exchange } from '../http/exchange.ts';
import { send } from '../http/reply.ts';
import { html } from './html.ts';
import { page } from './layout.ts';

/** What a person sees whose page is not there, may not be seen, or failed. */
export async function sendErrorPage(
  exchange: Exchange,
  status: number,
  error: unknown,
): Promise<void> {
  const { url, caller, id } = exchange;
  // To those without a token a private page looks like one that is not there.
  const shown = status === 401 ? 404 : status;
  const title = shown === 404 ? 'Not found' : shown === 500 ? 'The forge failed' : 'Not possible';
  const why =
    shown === 404
      ? `There is no page ${url.pathname}, or you may not see it.`
      : shown === 500
        ? `The log of the server has the cause under ${id}.`
        : messageOf(error);
  const signIn = html`<p><a href="/login?to=${encodeURIComponent(url.pathname)}">Sign in with a token</a> to see private repositories: any name, the token as the password.</p>`;
  const body = html`<h1>${title}</h1><p>${why}</p>${!caller && shown === 404 && signIn}<p><a href="/">All organisations</a></p>`;
  await send(exchange, page(title, body, shown));
}
