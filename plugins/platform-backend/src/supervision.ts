import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogEntries, CreationTasks, Platform } from '@infraforge/platform';

/** Half-made services are looked at this often; nothing waits for it but their last step. */
const INTERVAL_MILLISECONDS = 2_000;

/** Supervises services at once, on `wake` and in an interval, never twice at a time. */
export function startSupervision(deps: {
  readonly platform: Platform;
  readonly tasks: CreationTasks;
  readonly catalog: CatalogEntries;
  readonly logger: LoggerService;
}): { wake(): void; stop(): void } {
  let running = false;
  const look = async () => {
    if (running) return;
    running = true;
    try {
      await deps.platform.services.supervise(deps.tasks, deps.catalog);
    } catch (error) {
      deps.logger.warn(`Supervision of services: ${String(error)}`);
    } finally {
      running = false;
    }
  };
  const timer = setInterval(() => void look(), INTERVAL_MILLISECONDS);
  return { wake: () => void look(), stop: () => clearInterval(timer) };
}
