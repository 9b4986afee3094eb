import type { Platform } from '@infraforge/platform';
import type { Request, Response } from 'express';
import { createTokenSchema, parseInput } from '../schema';
import type { Route } from './route-table';

/** Who you are, which teams there are, and your tokens. */
export function identityRoutes({ identity }: Platform): readonly Route[] {
  return [
    {
      method: 'get',
      path: '/v1/me',
      scope: 'read',
      async handle(caller, _request, response) {
        response.json(identity.me(caller));
      },
    },
    {
      method: 'get',
      path: '/v1/teams',
      scope: 'read',
      async handle(caller, _request, response) {
        response.json({ items: identity.teams(caller) });
      },
    },
    {
      method: 'get',
      path: '/v1/sign-in-options',
      open: 'the sign-in page shows them before anybody is signed in; a laptop serves loopback only',
      async handle(_request: Request, response: Response) {
        const items = identity
          .people()
          .map(({ name, title, groups, role }) => ({ name, title, team: groups[0], role }));
        response.json({ items });
      },
    },
    {
      method: 'get',
      path: '/v1/tokens',
      scope: 'read',
      async handle(caller, _request, response) {
        response.json({ items: await identity.tokens(caller) });
      },
    },
    {
      method: 'post',
      path: '/v1/tokens',
      scope: 'write',
      async handle(caller, request, response) {
        const { description, scopes, expiresAt } = parseInput(
          createTokenSchema,
          request.body,
          'token',
        );
        const expires = expiresAt ? new Date(expiresAt) : undefined;
        response
          .status(201)
          .json(await identity.createToken(caller, { description, scopes, expiresAt: expires }));
      },
    },
    {
      method: 'delete',
      path: '/v1/tokens/:id',
      scope: 'write',
      async handle(caller, request, response) {
        await identity.revokeToken(caller, request.params.id ?? '');
        response.status(204).end();
      },
    },
  ];
}
