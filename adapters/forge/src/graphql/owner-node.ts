import type { Caller } from '@infraforge/kernel';
import { accessToRepository, type Organization, type Repository } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { membersOf } from '../rest/accounts.ts';
import { emailOf, nodeId } from '../views/account.ts';
import { connect, type PageArguments } from './connection.ts';
import { repositoryNode } from './repository-node.ts';

/** Who asks what: every node sees through the eyes of its caller. */
export type Viewer = { readonly context: ForgeContext; readonly caller: Caller };

/** An organisation. Its fields are functions that GraphQL calls when they are asked for. */
export function organizationNode(viewer: Viewer, organization: Organization) {
  const { context } = viewer;
  const { login, id } = organization;
  const team = () => teamNode(viewer, organization);
  const isSlug = (slug: string) => slug.toLowerCase() === login.toLowerCase();
  return {
    __typename: 'Organization',
    id: nodeId('Organization', id),
    databaseId: id,
    login,
    name: login,
    description: organization.description,
    avatarUrl: '',
    url: context.urls.account(login),
    repositories: async (page: PageArguments) =>
      connect(await visibleRepositories(viewer, login), page, (row) => repositoryNode(viewer, row)),
    repository: ({ name }: { name: string }) => findRepository(viewer, login, name),
    membersWithRole: (page: PageArguments) =>
      connect(membersOf(context, login), page, (name) => userNode(viewer, name)),
    teams: (page: PageArguments & { userLogins?: readonly string[] | null }) => {
      const members = membersOf(context, login);
      const asked = page.userLogins ?? [];
      const shown = asked.length === 0 || asked.some((name) => members.includes(name));
      return connect(shown ? [organization] : [], page, team);
    },
    team: ({ slug }: { slug: string }) => (isSlug(slug) ? team() : null),
  };
}

/** A repository that the viewer may see; null for others, as for those that are not there. */
export async function findRepository(viewer: Viewer, owner: string, name: string) {
  const { context, caller } = viewer;
  const repository = await context.store.repository(owner, name);
  if (!repository) return null;
  const access = accessToRepository(caller, repository, context.anonymousRead);
  return access === 'none' ? null : repositoryNode(viewer, repository);
}

async function visibleRepositories(
  { context, caller }: Viewer,
  owner: string,
): Promise<readonly Repository[]> {
  const repositories = await context.store.repositories(owner);
  return repositories.filter(
    (row) => accessToRepository(caller, row, context.anonymousRead) !== 'none',
  );
}

/** A person. They own no repositories here: teams do. */
export function userNode(viewer: Viewer, login: string) {
  const { context } = viewer;
  return {
    __typename: 'User',
    id: nodeId('User', login),
    databaseId: null,
    login,
    name: context.directory?.person(login)?.title ?? login,
    email: emailOf(context, login),
    bio: null,
    avatarUrl: '',
    url: context.urls.account(login),
    suspendedAt: null,
    organizationVerifiedDomainEmails: [],
    organizations: async (page: PageArguments) => {
      const all = await context.store.organizations();
      const own = all.filter((row) => membersOf(context, row.login).includes(login));
      return connect(own, page, (row) => organizationNode(viewer, row));
    },
    repositories: (page: PageArguments) => connect([], page, (row) => row),
    repository: null,
  };
}

function teamNode(viewer: Viewer, organization: Organization) {
  const { context } = viewer;
  const { login } = organization;
  const url = context.urls.account(login);
  return {
    id: nodeId('Team', organization.id),
    databaseId: organization.id,
    slug: login.toLowerCase(),
    combinedSlug: `${login}/${login.toLowerCase()}`,
    name: context.directory?.team(login)?.title ?? login,
    description: organization.description,
    avatarUrl: null,
    url,
    editTeamUrl: url,
    parentTeam: null,
    members: (page: PageArguments) =>
      connect(membersOf(context, login), page, (name) => userNode(viewer, name)),
  };
}
