import type { Person } from '@infraforge/identity';
import type { Organization } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';

type Json = Readonly<Record<string, unknown>>;

/** The name of a caller: `ana` of `user:default/ana`. */
export function loginOf(subject: string): string {
  return subject.split('/').at(-1) ?? subject;
}

/** Somebody's address: the directory's, else one that reaches nobody. */
export function emailOf(context: ForgeContext, login: string): string {
  const { hostname } = new URL(context.urls.base);
  return context.directory?.person(login)?.email ?? `${login}@users.noreply.${hostname}`;
}

/** The short form that GitHub embeds as owner, author, sender. */
export function accountJson(
  { urls }: ForgeContext,
  login: string,
  type: 'User' | 'Organization',
): Json {
  const id = numberOf(login);
  return {
    login,
    id,
    node_id: nodeId(type, id),
    avatar_url: '',
    gravatar_id: '',
    url: urls.apiAccount(login),
    html_url: urls.account(login),
    repos_url: `${urls.apiAccount(login)}/repos`,
    organizations_url: `${urls.apiAccount(login)}/orgs`,
    type,
    site_admin: false,
  };
}

/** A person as `GET /users/:name` and `GET /user` answer. */
export function userJson(context: ForgeContext, login: string, person: Person | undefined): Json {
  return {
    ...accountJson(context, login, 'User'),
    name: person?.title ?? login,
    email: emailOf(context, login),
    bio: null,
    company: null,
    suspended_at: null,
  };
}

/** An organisation as `GET /orgs/:org` and `GET /users/:org` answer. */
export function organizationJson(context: ForgeContext, organization: Organization): Json {
  const { urls } = context;
  return {
    ...accountJson(context, organization.login, 'Organization'),
    name: organization.login,
    description: organization.description,
    hooks_url: `${urls.api}/orgs/${organization.login}/hooks`,
    members_url: `${urls.api}/orgs/${organization.login}/members{/member}`,
    created_at: organization.createdAt.toISOString(),
  };
}

/** The opaque id that GraphQL and `node_id` use. */
export function nodeId(type: string, id: number | string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** Accounts are known by name here, and clients want a number: a stable one below 2^31 made of it (FNV-1a). */
function numberOf(login: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(login.toLowerCase())) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 1;
}
