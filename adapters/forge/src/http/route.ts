import type { Caller } from '@infraforge/kernel';
import {
  type Access,
  accessToOrganization,
  accessToRepository,
  allows,
  type Organization,
  type Repository,
} from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { type Exchange, param } from './exchange.ts';
import { notFound, refusal } from './refusal.ts';
import type { Reply } from './reply.ts';

/** One line of the table of routes. */
export type Route = {
  readonly method: string;
  /** Segments `:name` match one segment, `*name` one or more. */
  readonly path: string;
  /** What its handler acts on, and so what access is measured against. */
  readonly on: 'forge' | 'organization' | 'repository';
  /** `anyone`: needs no token. On `forge`, every other value means a token. */
  readonly access: 'anyone' | 'read' | 'write' | 'administer';
  handle(context: ForgeContext, exchange: Exchange): Promise<Reply>;
};

export type OrganizationExchange = Exchange & { readonly organization: Organization };
export type RepositoryExchange = Exchange & {
  readonly repository: Repository;
  readonly access: Access;
};
/** An exchange that only a caller gets to. */
export type Called<Of extends Exchange> = Of & { readonly caller: Caller };

/** A route that is about no organisation or repository in particular. */
export function forgeRoute(
  method: string,
  path: string,
  access: 'anyone' | 'read',
  handle: (context: ForgeContext, exchange: Exchange) => Promise<Reply>,
): Route {
  return {
    ...{ method, path, on: 'forge', access },
    async handle(context, exchange) {
      if (access !== 'anyone' && !exchange.caller) throw requiresAuthentication();
      return handle(context, exchange);
    },
  };
}

/** A route below `:org`. An organisation that is not there is 404 for everybody. */
export function organizationRoute(
  method: string,
  path: string,
  access: Exclude<Access, 'none'>,
  handle: (context: ForgeContext, exchange: Called<OrganizationExchange>) => Promise<Reply>,
): Route {
  return {
    ...{ method, path, on: 'organization', access },
    async handle(context, exchange) {
      const { caller } = exchange;
      if (!caller) throw requiresAuthentication();
      const organization = await context.store.organization(param(exchange, 'org'));
      if (!organization) throw notFound();
      const has = accessToOrganization(caller, organization.login);
      if (!allows(has, access)) throw mayNot(access, organization.login);
      return handle(context, { ...exchange, caller, organization });
    },
  };
}

/**
 * A route below `:owner/:repo` that reads. What the caller may not see is 404, or 401 for those without a token.
 */
export function readingRoute(
  method: string,
  path: string,
  handle: (context: ForgeContext, exchange: RepositoryExchange) => Promise<Reply>,
): Route {
  return {
    ...{ method, path, on: 'repository', access: 'read' },
    async handle(context, exchange) {
      return handle(context, await inRepository(context, exchange));
    },
  };
}

/** A route below `:owner/:repo` that changes something. Refused for archived repositories unless `whenArchived`. */
export function writingRoute(
  method: string,
  path: string,
  access: 'write' | 'administer',
  handle: (context: ForgeContext, exchange: Called<RepositoryExchange>) => Promise<Reply>,
  options: { readonly whenArchived?: boolean } = {},
): Route {
  return {
    ...{ method, path, on: 'repository', access },
    async handle(context, exchange) {
      const { caller } = exchange;
      if (!caller) throw requiresAuthentication();
      const inside = await inRepository(context, exchange);
      const { repository } = inside;
      if (!allows(inside.access, access)) {
        throw mayNot(access, `${repository.owner}/${repository.name}`);
      }
      if (repository.archived && !options.whenArchived) {
        throw refusal('forbidden', 'Repository was archived so is read-only.');
      }
      return handle(context, { ...inside, caller });
    },
  };
}

async function inRepository(
  context: ForgeContext,
  exchange: Exchange,
): Promise<RepositoryExchange> {
  const repository = await context.store.repository(
    param(exchange, 'owner'),
    param(exchange, 'repo').replace(/\.git$/, ''),
  );
  const access = repository
    ? accessToRepository(exchange.caller, repository, context.anonymousRead)
    : 'none';
  if (!repository || access === 'none') {
    // Without a token 401, whether it is there or not: git shows its token only to those who ask for one.
    throw exchange.caller ? notFound() : requiresAuthentication();
  }
  return { ...exchange, repository, access };
}

function requiresAuthentication() {
  return refusal('unauthenticated', 'Requires authentication');
}

function mayNot(access: string, what: string) {
  return refusal(
    'forbidden',
    `Must have ${access} rights to ${what}: its team or an admin has them`,
  );
}
