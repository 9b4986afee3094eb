import type { Platform } from '@infraforge/platform';
import type { Route } from './route-table';

/** What answers here, for `gaia version` and `gaia status`. */
export function statusRoutes(platform: Platform): readonly Route[] {
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
  ];
}
