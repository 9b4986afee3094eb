import type { LoggerService } from '@backstage/backend-plugin-api';
import { messageOf } from '@infraforge/kernel';
import {
  type CatalogEntries,
  type CreationTasks,
  type Platform,
  superviseServices,
} from '@infraforge/platform';

/** Half-made services are looked at this often; nothing waits for it but their last step. */
const INTERVAL_MILLISECONDS = 2_000;

/** Runs `superviseServices` at once, on `wake` and in an interval, never twice at a time. */
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
      await superviseServices(deps.platform.context, deps.tasks, deps.catalog);
    } catch (error) {
      deps.logger.warn(`Supervision of services: ${messageOf(error)}`);
    } finally {
      running = false;
    }
  };
  const timer = setInterval(() => void look(), INTERVAL_MILLISECONDS);
  return { wake: () => void look(), stop: () => clearInterval(timer) };
}
