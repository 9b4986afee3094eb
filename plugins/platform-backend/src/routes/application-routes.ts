import type { Platform } from '@infraforge/platform';
import {
  applicationQuerySchema,
  rollbackApplicationSchema,
  syncApplicationSchema,
} from '@infraforge/plugin-platform-common';
import type { Request } from 'express';
import { parseInput } from '../schema';
import type { Route } from './route-table';

/** Applications of GitOps: list, read, compare, sync, roll back. */
export function applicationRoutes({ applications }: Platform): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/v1/applications',
      scope: 'read',
      async handle(caller, request, response) {
        const filter = parseInput(applicationQuerySchema, request.query, 'query');
        response.json({ items: await applications.list(caller, filter) });
      },
    },
    {
      method: 'get',
      path: '/v1/applications/:name',
      scope: 'read',
      async handle(caller, request, response) {
        response.json(await applications.find(caller, nameIn(request)));
      },
    },
    {
      method: 'get',
      path: '/v1/applications/:name/diff',
      scope: 'read',
      async handle(caller, request, response) {
        response.json(await applications.diff(caller, nameIn(request)));
      },
    },
    {
      method: 'get',
      path: '/v1/applications/:name/history',
      scope: 'read',
      async handle(caller, request, response) {
        response.json({ items: await applications.history(caller, nameIn(request)) });
      },
    },
    {
      method: 'post',
      path: '/v1/applications/:name/sync',
      scope: 'write',
      async handle(caller, request, response) {
        const body = parseInput(syncApplicationSchema, request.body ?? {}, 'sync');
        const { dryRun, ...wanted } = body;
        if (dryRun) response.json(await applications.dryRun(caller, nameIn(request), wanted));
        else {
          response.status(202).json(await applications.sync(caller, nameIn(request), wanted));
        }
      },
    },
    {
      method: 'post',
      path: '/v1/applications/:name/rollback',
      scope: 'write',
      async handle(caller, request, response) {
        const wanted = parseInput(rollbackApplicationSchema, request.body ?? {}, 'rollback');
        response.status(202).json(await applications.rollback(caller, nameIn(request), wanted));
      },
    },
    {
      method: 'delete',
      path: '/v1/applications/:name/pin',
      scope: 'write',
      async handle(caller, request, response) {
        response.status(202).json(await applications.endPin(caller, nameIn(request)));
      },
    },
  ];
}

function nameIn(request: Request): string {
  return request.params.name ?? '';
}
