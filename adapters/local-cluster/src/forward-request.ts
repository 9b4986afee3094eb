import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher, Pool } from 'undici';
import { endToEndHeaders, upstreamHeaders } from './proxy-headers.ts';

export type RetryableBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'stream' };

export type ForwardOutcome =
  | { readonly kind: 'done' }
  /** Nothing has been answered. `mayRepeat`: the service cannot have acted on it, or acting twice does no harm. */
  | { readonly kind: 'failed'; readonly mayRepeat: boolean; readonly error: Error };

/** RFC 9110, 9.2.2, without DELETE and PUT, which services often get wrong. */
const REPEATABLE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Errors from before the request was written. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
]);

/** Passes one request on and its answer back, as both come. */
export function forward(
  pool: Pool,
  request: IncomingMessage,
  response: ServerResponse,
  body: RetryableBody,
): Promise<ForwardOutcome> {
  return new Promise((resolve) => {
    let abort: ((error: Error) => void) | undefined;
    const onGone = () => abort?.(new Error('the client has gone'));
    response.once('close', onGone);

    function finish(outcome: ForwardOutcome): void {
      response.off('close', onGone);
      resolve(outcome);
    }

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        abort = (error) => controller.abort(error);
        if (response.destroyed) controller.abort(new Error('the client has gone'));
      },
      onResponseStart(controller, status, _headers, message) {
        if (status < 200) return;
        const raw = (controller as { rawHeaders?: Buffer[] | string[] }).rawHeaders ?? [];
        const headers = endToEndHeaders(raw.map((value) => value.toString('latin1' as never)));
        response.writeHead(status, message ?? '', headers);
        response.flushHeaders();
        response.on('drain', () => controller.resume());
      },
      onResponseData(controller, chunk) {
        if (!response.write(chunk)) controller.pause();
      },
      onResponseEnd() {
        response.end();
        finish({ kind: 'done' });
      },
      onResponseError(_controller, error) {
        if (response.headersSent || response.destroyed) {
          response.destroy();
          finish({ kind: 'done' });
        } else finish({ kind: 'failed', mayRepeat: mayRepeat(request, body, error), error });
      },
    };
    pool.dispatch(
      {
        path: request.url ?? '/',
        method: request.method as Dispatcher.HttpMethod,
        headers: upstreamHeaders(request),
        body: body.kind === 'bytes' ? body.bytes : body.kind === 'stream' ? request : null,
      },
      handler,
    );
  });
}

function mayRepeat(request: IncomingMessage, body: RetryableBody, error: Error): boolean {
  if (body.kind === 'stream') return false;
  const { code } = error as { code?: string };
  return NEVER_SENT.has(code ?? '') || REPEATABLE.has(request.method ?? '');
}
