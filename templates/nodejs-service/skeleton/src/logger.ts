import { trace } from '@opentelemetry/api';
import { createLogger as createWinston, format, type Logger, transports } from 'winston';
import type { Config } from './config.ts';

export type { Logger };

/** Adds the ids of the span that is active where the line is logged. Ids that the caller gave stay. */
const traceIds = format((line) => {
  const span = trace.getActiveSpan()?.spanContext();
  if (span !== undefined && line.trace_id === undefined) {
    line.trace_id = span.traceId;
    line.span_id = span.spanId;
  }
  return line;
});

/** A logger that writes one JSON object a line, by default to stdout. */
export function createLogger(
  config: Pick<Config, 'service' | 'revision' | 'logLevel'>,
  output?: NodeJS.WritableStream,
): Logger {
  return createWinston({
    level: config.logLevel,
    defaultMeta: { service: config.service, revision: config.revision },
    format: format.combine(
      format.timestamp(),
      format.errors({ stack: true }),
      traceIds(),
      format.json(),
    ),
    transports: [
      output === undefined ? new transports.Console() : new transports.Stream({ stream: output }),
    ],
  });
}
