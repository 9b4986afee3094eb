import { trace } from '@opentelemetry/api';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

export type AppOptions = {
  readonly config: Pick<Config, 'service' | 'revision' | 'metrics'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly isReady: () => boolean;
};

/** The paths that machines ask every few seconds: logged at level debug, so that they do not bury the rest. */
const MACHINE_PATHS: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);

/** The service's HTTP interface, as openapi.yaml describes it. */
export function createApp({ config, logger, metrics, isReady }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(observe(logger, metrics));

  app.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' });
  });

  app.get('/readyz', (_request, response) => {
    const ready = isReady();
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'stopping' });
  });

  if (config.metrics) {
    app.get('/metrics', async (_request, response) => {
      response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    });
  }

  app.get('/', (_request, response) => {
    response.json({
      service: config.service,
      revision: config.revision,
      message: `${config.service} is running`,
    });
  });

  app.get('/hello/:name', (request, response) => {
    const { name } = request.params;
    logger.info('greeting', { name });
    response.json({ message: `Hello, ${name}!` });
  });

  app.use(notFound, onError(logger));
  return app;
}

/** One access log line and one observation a request, when its answer is out or its client is gone. */
function observe(logger: Logger, metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    const span = trace.getActiveSpan()?.spanContext();
    response.once('close', () => {
      const seconds = (performance.now() - start) / 1000;
      const status = response.writableFinished ? response.statusCode : 499;
      const route: string = request.route?.path ?? 'unmatched';
      metrics.observe({ method: request.method, route, status, seconds });
      logger.log(MACHINE_PATHS.has(request.path) ? 'debug' : 'info', 'request', {
        method: request.method,
        path: request.path,
        status,
        duration_ms: Math.round(seconds * 1e6) / 1e3,
        ...(span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId }),
      });
    });
    next();
  };
}

const notFound: RequestHandler = (request, response) => {
  response
    .status(404)
    .type('application/problem+json')
    .send(problem(404, 'Not Found', `There is no ${request.method} ${request.path}.`));
};

/** The last resort. What went wrong is for the log; a client learns no more than the trace id to ask about. */
function onError(logger: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    const status = clientErrorStatus(error) ?? 500;
    if (status === 500)
      logger.error('request failed', {
        path: request.path,
        error: String(error),
        stack: error?.stack,
      });
    if (response.headersSent) return next(error);
    response
      .status(status)
      .type('application/problem+json')
      .send(problem(status, status === 500 ? 'Internal Server Error' : 'Bad Request'));
  };
}

/** Express marks what the client did wrong (a malformed escape in a path, say) with a 4xx `status`. */
function clientErrorStatus(error: unknown): number | undefined {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

/** A body of RFC 9457. */
function problem(status: number, title: string, detail?: string): string {
  const traceId = trace.getActiveSpan()?.spanContext().traceId;
  return JSON.stringify({ type: 'about:blank', title, status, detail, traceId });
}
