import { createBackend } from '@backstage/backend-defaults';
import { httpRouterFactory } from './http/root-http-router';
import { platformServiceFactory } from './platform/platform-service';

/** The server: the portal's backend and the platform API, over one platform. */
const backend = createBackend();

backend.add(httpRouterFactory);
backend.add(platformServiceFactory);

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@infraforge/plugin-auth-backend-module-local'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@infraforge/plugin-permission-backend-module-platform'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-github'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-notifications'));
backend.add(import('@infraforge/plugin-scaffolder-backend-module-platform'));

backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@infraforge/plugin-techdocs-backend-module-node'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@infraforge/plugin-platform-backend'));

// A start that fails ends the process, with the reason in the log.
void backend.start();
