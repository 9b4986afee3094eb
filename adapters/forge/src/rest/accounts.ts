import { accessToRepository, allows, type Organization } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { type Exchange, param } from '../http/exchange.ts';
import { paged } from '../http/paging.ts';
import { notFound, refusal } from '../http/refusal.ts';
import { noContent, ok, type Reply } from '../http/reply.ts';
import {
  type Called,
  forgeRoute,
  type OrganizationExchange,
  organizationRoute,
  type Route,
  readingRoute,
  writingRoute,
} from '../http/route.ts';
import { accountJson, loginOf, organizationJson, userJson } from '../views/account.ts';
import { teamJson } from '../views/team.ts';

const REPOSITORY = '/api/v3/repos/:owner/:repo';

/** Each team is an organisation with one team of the same name in it. */
export const accountRoutes: readonly Route[] = [
  forgeRoute('GET', '/api/v3/user', 'read', async (context, { caller }) => {
    const login = loginOf(caller?.subject ?? '');
    return ok(userJson(context, login, context.directory?.person(login)));
  }),
  forgeRoute('GET', '/api/v3/user/orgs', 'read', async (context, exchange) => {
    const { caller } = exchange;
    const own = (await context.store.organizations()).filter(
      ({ login }) => caller?.role === 'admin' || caller?.groups.includes(login),
    );
    return paged(exchange, own, (row) => organizationJson(context, row));
  }),
  forgeRoute('GET', '/api/v3/users/:name', 'read', user),
  forgeRoute('GET', '/api/v3/organizations', 'read', async (context, exchange) =>
    paged(exchange, await context.store.organizations(), (row) => organizationJson(context, row)),
  ),
  organizationRoute('GET', '/api/v3/orgs/:org', 'read', async (context, { organization }) =>
    ok(organizationJson(context, organization)),
  ),
  organizationRoute('GET', '/api/v3/orgs/:org/members', 'read', members),
  organizationRoute('GET', '/api/v3/orgs/:org/members/:name', 'read', async (context, exchange) => {
    if (!isMember(context, exchange.organization.login, param(exchange, 'name'))) throw notFound();
    return noContent();
  }),
  organizationRoute('GET', '/api/v3/orgs/:org/memberships/:name', 'read', membership),
  organizationRoute('GET', '/api/v3/orgs/:org/teams', 'read', async (context, exchange) =>
    paged(exchange, [exchange.organization], (row) => teamJson(context, row)),
  ),
  organizationRoute('GET', '/api/v3/orgs/:org/teams/:team', 'read', async (context, exchange) =>
    ok(teamJson(context, teamOf(exchange))),
  ),
  organizationRoute(
    'GET',
    '/api/v3/orgs/:org/teams/:team/members',
    'read',
    async (context, exchange) => {
      teamOf(exchange);
      return members(context, exchange);
    },
  ),
  organizationRoute(
    'PUT',
    '/api/v3/orgs/:org/teams/:team/repos/:owner/:repo',
    'administer',
    grantTeam,
  ),
  readingRoute('GET', `${REPOSITORY}/teams`, async (context, { repository }) => {
    const organization = await context.store.organization(repository.owner);
    return ok(organization ? [{ ...teamJson(context, organization), permission: 'admin' }] : []);
  }),
  readingRoute('GET', `${REPOSITORY}/collaborators`, async (context, exchange) => {
    const names = membersOf(context, exchange.repository.owner);
    return paged(exchange, names, (name) => ({
      ...accountJson(context, name, 'User'),
      permissions: { admin: true, maintain: true, push: true, triage: true, pull: true },
      role_name: 'admin',
    }));
  }),
  writingRoute(
    'PUT',
    `${REPOSITORY}/collaborators/:name`,
    'administer',
    async (context, exchange) => {
      const name = param(exchange, 'name');
      if (isMember(context, exchange.repository.owner, name)) return noContent();
      throw refusal(
        'unprocessable',
        `${name} is not in the team ${exchange.repository.owner}, whose members alone write its repositories`,
      );
    },
  ),
];

async function user(context: ForgeContext, exchange: Exchange): Promise<Reply> {
  const name = param(exchange, 'name');
  const organization = await context.store.organization(name);
  if (organization) return ok(organizationJson(context, organization));
  const person = context.directory?.person(name);
  const isCaller = exchange.caller !== undefined && loginOf(exchange.caller.subject) === name;
  if (!person && !isCaller) throw notFound();
  return ok(userJson(context, name, person));
}

/** Names of the members of a team; nobody where no directory is given. */
export function membersOf({ directory }: ForgeContext, team: string): readonly string[] {
  return directory?.team(team)?.members ?? [];
}

function isMember(context: ForgeContext, team: string, name: string): boolean {
  return membersOf(context, team).some((member) => member.toLowerCase() === name.toLowerCase());
}

async function members(
  context: ForgeContext,
  exchange: Called<OrganizationExchange>,
): Promise<Reply> {
  const names = membersOf(context, exchange.organization.login);
  return paged(exchange, names, (name) => accountJson(context, name, 'User'));
}

async function membership(
  context: ForgeContext,
  exchange: Called<OrganizationExchange>,
): Promise<Reply> {
  const name = param(exchange, 'name');
  const { organization } = exchange;
  if (!isMember(context, organization.login, name)) throw notFound();
  return ok({
    state: 'active',
    role: 'member',
    user: accountJson(context, name, 'User'),
    organization: organizationJson(context, organization),
  });
}

function teamOf(exchange: Called<OrganizationExchange>): Organization {
  const { organization } = exchange;
  if (organization.login.toLowerCase() !== param(exchange, 'team').toLowerCase()) throw notFound();
  return organization;
}

/** The team of an organisation administers its repositories already; another team's gets no rights here. */
async function grantTeam(
  context: ForgeContext,
  exchange: Called<OrganizationExchange>,
): Promise<Reply> {
  const team = teamOf(exchange);
  const repository = await context.store.repository(
    param(exchange, 'owner'),
    param(exchange, 'repo'),
  );
  if (!repository || repository.owner !== team.login) throw notFound();
  const access = accessToRepository(exchange.caller, repository, false);
  if (!allows(access, 'administer')) throw notFound();
  return noContent();
}
