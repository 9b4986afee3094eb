import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageOf } from '@infraforge/kernel';
import { DEFAULT_LIMITS, type ForgeContext, type ForgeOptions } from './context.ts';
import { callerOf, checkOrigin } from './http/admission.ts';
import { commonHeaders } from './http/common-headers.ts';
import { type Exchange, isGitRequest } from './http/exchange.ts';
import { errorBody, refusal, statusOf } from './http/refusal.ts';
import { send } from './http/reply.ts';
import type { Route } from './http/route.ts';
import { createRouter, type Router } from './http/router.ts';
import { routes } from './routes.ts';
import { createUrls } from './urls.ts';
import { sendErrorPage } from './web/error-page.ts';
import { createDeliverer } from './webhooks/deliver.ts';

/** The forge as a request handler, and the loop that delivers its webhooks. */
export type Forge = {
  /** For `http.createServer`. Answers everything; never throws. */
  handler(request: IncomingMessage, response: ServerResponse): void;
  /** Delivers webhooks until the signal aborts. Without it events are stored and nothing is sent. */
  deliverPending(signal: AbortSignal): Promise<void>;
  readonly routes: readonly Route[];
};

/** A forge over a store and repositories. Who calls is asked of `authenticate`. */
export function createForge(options: ForgeOptions): Forge {
  const deliverer = createDeliverer();
  const context: ForgeContext = {
    ...options,
    urls: createUrls(options.baseUrl),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    anonymousRead: options.anonymousRead ?? false,
    wakeDelivery: deliverer.wake,
  };
  const router = createRouter(routes);
  return {
    routes,
    deliverPending: (signal) => deliverer.run(context, signal),
    handler(request, response) {
      answer(context, router, request, response).catch((error) => {
        context.logger.error(`The forge could not answer: ${messageOf(error)}`);
        response.destroy();
      });
    },
  };
}

async function answer(
  context: ForgeContext,
  router: Router,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = startExchange(context, request, response);
  try {
    checkOrigin(context, request);
    const match = router(started.method, started.url.pathname);
    if (!match) throw unknownRoute(context, started);
    const caller = await callerOf(context, request);
    const exchange = { ...started, params: match.params, caller };
    const reply = await untilAborted(match.route.handle(context, exchange), exchange.signal);
    await send(exchange, reply);
  } catch (error) {
    await fail(context, started, error);
  } finally {
    // What was not read of the body would be taken for the next request.
    request.resume();
  }
}

function startExchange(
  { limits, urls }: ForgeContext,
  request: IncomingMessage,
  response: ServerResponse,
): Exchange {
  const id = randomUUID().toUpperCase();
  for (const [name, value] of Object.entries(commonHeaders(id))) response.setHeader(name, value);
  const path = (request.url ?? '/').replace(/^\/+/, '/');
  const gone = new AbortController();
  const milliseconds = isGitRequest(path) ? limits.gitMilliseconds : limits.apiMilliseconds;
  const timer = setTimeout(() => gone.abort(timedOut(milliseconds)), milliseconds);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) gone.abort(new Error('The client went away'));
  });
  return {
    ...{ id, request, response, params: {}, caller: undefined, signal: gone.signal },
    method: request.method ?? 'GET',
    url: new URL(path, urls.base),
  };
}

/** What a handler answers, or the reason of the signal when that comes first. */
function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function timedOut(milliseconds: number) {
  return refusal('timed-out', `The request was not done after ${milliseconds / 1000} s`);
}

function unknownRoute(context: ForgeContext, { method, url }: Exchange) {
  context.logger.warn(`unknown route ${method} ${url.pathname}`);
  context.onUnknownRoute?.(method, url.pathname);
  return refusal('not-found', 'Not Found');
}

/** An answer that failed: in GitHub's shape for the API, plain for git, a page for people. */
async function fail(context: ForgeContext, exchange: Exchange, error: unknown): Promise<void> {
  const { response, url, id } = exchange;
  const status = statusOf(error);
  if (status === 500) logFailure(context, exchange, error);
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  for (const name of ['etag', 'content-length', 'content-type']) response.removeHeader(name);
  if (status === 413 || status === 503) response.setHeader('connection', 'close');
  if (isGitRequest(url.pathname)) {
    if (status === 401) response.setHeader('www-authenticate', 'Basic realm="InfraForge"');
    const message = status === 500 ? `The forge failed (${id})` : messageOf(error);
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    return send(exchange, { status, headers, content: `${message}\n` });
  }
  if (!url.pathname.startsWith('/api/')) return sendErrorPage(exchange, status, error);
  return send(exchange, { status, json: errorBody(error, id) });
}

function logFailure(
  { logger }: ForgeContext,
  { method, url, id, signal }: Exchange,
  error: unknown,
) {
  if (signal.aborted) return;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  logger.error(`${method} ${url.pathname} failed: ${stack}`, { requestId: id });
}
