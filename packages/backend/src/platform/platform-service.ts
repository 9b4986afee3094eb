import { coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import { platformServiceRef } from '@infraforge/plugin-platform-node';
import { readSettings } from './settings';
import { startPlatform } from './start-platform';

/** Starts the platform with the backend, before any plugin: the catalog reads from its forge. */
export const platformServiceFactory = createServiceFactory({
  service: platformServiceRef,
  initialization: 'always',
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.rootLifecycle,
    logger: coreServices.rootLogger,
  },
  async factory({ config, lifecycle, logger }) {
    const { platform, stop } = await startPlatform(
      readSettings(config),
      logger.child({ service: 'platform' }),
    );
    lifecycle.addShutdownHook(stop);
    return platform;
  },
});
