import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { platformServiceRef } from '@infraforge/plugin-platform-node';
import { createCatalogEntries } from './catalog-entries';
import { createGoldenPathCheck } from './golden-path-check';
import { createRouter } from './router';
import { createScaffolderTasks } from './scaffolder-tasks';
import { startSupervision } from './supervision';
import { tokenInNameOf } from './user-token';

/** The platform API under /api/platform, and the supervision of services that are being made or removed. */
export const platformPlugin = createBackendPlugin({
  pluginId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        platform: platformServiceRef,
      },
      async init({ auth, catalog, discovery, httpAuth, httpRouter, lifecycle, logger, platform }) {
        const tokenOf = (subject: string) => tokenInNameOf(subject, platform, discovery);
        const startedAt = new Date(Date.now() - process.uptime() * 1000);
        const tasks = createScaffolderTasks({ auth, discovery, tokenOf, startedAt });
        const entries = createCatalogEntries({ auth, catalog });
        const supervision = startSupervision({ platform, tasks, catalog: entries, logger });
        lifecycle.addShutdownHook(supervision.stop);
        httpRouter.use(
          createRouter({
            platform,
            tasks,
            auth,
            discovery,
            httpAuth,
            logger,
            wakeSupervision: supervision.wake,
            hasGoldenPaths: createGoldenPathCheck({ auth, catalog }),
          }),
        );
        // Every route asks for its caller itself (routes/route-table.ts), since Backstage does not know platform tokens.
        httpRouter.addAuthPolicy({ path: '/v1', allow: 'unauthenticated' });
      },
    });
  },
});
