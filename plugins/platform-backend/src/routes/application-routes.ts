import type { Platform } from '@infraforge/platform';
import type { Route } from './route-table';

/** Applications of GitOps: list, read, sync. */
export function applicationRoutes({ applications }: Platform): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/v1/applications',
      scope: 'read',
      async handle(_caller, _request, response) {
        response.json({ items: await applications.list() });
      },
    },
    {
      method: 'get',
      path: '/v1/applications/:name',
      scope: 'read',
      async handle(_caller, request, response) {
        response.json(await applications.find(request.params.name ?? ''));
      },
    },
    {
      method: 'post',
      path: '/v1/applications/:name/sync',
      scope: 'write',
      async handle(caller, request, response) {
        response.status(202).json(await applications.sync(caller, request.params.name ?? ''));
      },
    },
  ];
}
