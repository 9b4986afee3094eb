import type { HttpAuthService, LoggerService } from '@backstage/backend-plugin-api';
import { PlatformError } from '@infraforge/plugin-platform-node';
import express from 'express';
import Router from 'express-promise-router';
import { createCallerOf } from './caller-of';
import { problemHandler } from './problem';
import { applicationRoutes } from './routes/application-routes';
import { clusterRoutes } from './routes/cluster-routes';
import { identityRoutes } from './routes/identity-routes';
import { mountRoutes, type Route } from './routes/route-table';
import { type ServiceRouteDeps, serviceRoutes } from './routes/service-routes';
import { type StatusRouteDeps, statusRoutes } from './routes/status-routes';
import { webhookRoutes } from './routes/webhook-routes';

export type RouteDeps = ServiceRouteDeps & StatusRouteDeps;

export type RouterDeps = RouteDeps & {
  readonly httpAuth: HttpAuthService;
  readonly logger: LoggerService;
};

/** Every route of the platform API, for mounting and for the tests that enumerate them. */
export function allRoutes(deps: RouteDeps): readonly Route[] {
  return [
    ...statusRoutes(deps),
    ...identityRoutes(deps.platform),
    ...serviceRoutes(deps),
    ...applicationRoutes(deps.platform),
    ...clusterRoutes(deps.platform),
    ...webhookRoutes(deps.platform),
  ];
}

export function createRouter(deps: RouterDeps): express.Router {
  const router = Router();
  // A signature is over the bytes as they came.
  router.use('/v1/webhooks', express.raw({ type: '*/*', limit: '10mb' }));
  router.use(express.json({ limit: '1mb' }));
  mountRoutes(router, allRoutes(deps), createCallerOf(deps.platform, deps.httpAuth));
  router.use('/v1', (request) => {
    throw new PlatformError(
      'route.not-found',
      `The platform API has no ${request.method} ${request.originalUrl}.`,
      {
        hint: 'See docs/reference for what it has.',
      },
    );
  });
  router.use(problemHandler(deps.logger));
  return router;
}
