import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Config } from './config.ts';

export type Metrics = {
  readonly registry: Registry;
  /** Counts one answered request. `route` is the pattern (`/hello/:name`), never the path: paths are without end. */
  observe(request: { method: string; route: string; status: number; seconds: number }): void;
};

const LABELS = ['method', 'route', 'status'] as const;

/** The service's own metrics, beside those of the Node.js process. */
export function createMetrics(config: Pick<Config, 'service' | 'revision'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  new Gauge({
    name: 'service_info',
    help: 'Always 1; the labels say what runs.',
    labelNames: ['service', 'revision'],
    registers: [registry],
  }).set({ service: config.service, revision: config.revision }, 1);

  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last byte of its answer.',
    labelNames: LABELS,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });

  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered.',
    labelNames: LABELS,
    registers: [registry],
  });

  return {
    registry,
    observe({ method, route, status, seconds }) {
      const labels = { method, route, status: String(status) };
      duration.observe(labels, seconds);
      requests.inc(labels);
    },
  };
}
