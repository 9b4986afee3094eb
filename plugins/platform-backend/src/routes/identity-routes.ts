import { randomBytes } from 'node:crypto';
import { hashSecret, mintToken, nameOf, type StoredToken } from '@infraforge/identity';
import { PlatformError } from '@infraforge/kernel';
import type { Platform } from '@infraforge/platform';
import type { Request, Response } from 'express';
import { createTokenSchema, parseInput } from '../schema';
import type { Route } from './route-table';

/** Who you are, which teams there are, and your tokens. */
export function identityRoutes(platform: Platform): readonly Route[] {
  const { context, tokens } = platform;
  return [
    {
      method: 'get',
      path: '/v1/me',
      scope: 'read',
      async handle(caller, _request, response) {
        const person = context.directory().person(nameOf(caller.subject));
        response.json({
          subject: caller.subject,
          displayName: person?.title ?? nameOf(caller.subject),
          role: caller.role,
          groups: caller.groups,
          scopes: caller.scopes,
        });
      },
    },
    {
      method: 'get',
      path: '/v1/teams',
      scope: 'read',
      async handle(caller, _request, response) {
        const items = context
          .directory()
          .teams()
          .map((team) => ({
            ...team,
            environments: ['dev'],
            yours: caller.role === 'admin' || caller.groups.includes(team.name),
          }));
        response.json({ items });
      },
    },
    {
      method: 'get',
      path: '/v1/sign-in-options',
      open: 'the sign-in page shows them before anybody is signed in; a laptop serves loopback only',
      async handle(_request: Request, response: Response) {
        const items = context
          .directory()
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
        response.json({ items: (await tokens.list(caller.subject)).map(tokenView) });
      },
    },
    {
      method: 'post',
      path: '/v1/tokens',
      scope: 'write',
      async handle(caller, request, response) {
        const body = parseInput(createTokenSchema, request.body, 'token');
        const minted = mintToken(randomBytes(40));
        const stored: StoredToken = {
          id: minted.id,
          secretHash: hashSecret(minted.secret),
          subject: caller.subject,
          description: body.description,
          // A token never gives more than the credential that it was made with.
          scopes:
            body.scopes?.filter((scope) => !caller.scopes || caller.scopes.includes(scope)) ??
            caller.scopes,
          createdAt: context.clock.now(),
          expiresAt: body.expiresAt ? new Date(body.expiresAt) : undefined,
        };
        await tokens.insert(stored);
        response.status(201).json({ ...tokenView(stored), token: minted.token });
      },
    },
    {
      method: 'delete',
      path: '/v1/tokens/:id',
      scope: 'write',
      async handle(caller, request, response) {
        const id = request.params.id ?? '';
        const own = (await tokens.list(caller.subject)).some((token) => token.id === id);
        if (!own || !(await tokens.remove(id))) {
          throw new PlatformError('token.not-found', `You have no token "${id}".`, {
            hint: 'List yours with: gaia get tokens',
          });
        }
        response.status(204).end();
      },
    },
  ];
}

function tokenView(token: StoredToken) {
  return {
    id: token.id,
    subject: token.subject,
    description: token.description,
    scopes: token.scopes,
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString(),
  };
}
