import type { Platform } from '@infraforge/platform';
import type { Request, Response } from 'express';
import type { Route } from './route-table';

export type StatusRouteDeps = {
  readonly platform: Platform;
  /** True once the catalog has read the golden paths: before that nothing can be created. */
  hasGoldenPaths(): Promise<boolean>;
};

/** What answers here, for `gaia version` and `gaia status`, and whether it can be used, for `gaia up`. */
export function statusRoutes({ platform, hasGoldenPaths }: StatusRouteDeps): readonly Route[] {
  const { urls } = platform;
  return [
    {
      method: 'get',
      path: '/v1/status',
      scope: 'read',
      async handle(_caller, _request, response) {
        response.json({ version: platform.version, portal: urls.portal, forge: urls.forge });
      },
    },
    {
      method: 'get',
      path: '/v1/readiness',
      open: 'a probe has no credentials, and learns one bit',
      async handle(_request: Request, response: Response) {
        const ready = await hasGoldenPaths();
        response.status(ready ? 200 : 503).json({ ready });
      },
    },
  ];
}
