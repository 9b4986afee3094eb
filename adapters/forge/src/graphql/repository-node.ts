import type { Caller } from '@infraforge/kernel';
import type { Repository } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { nodeId } from '../views/account.ts';
import { cursorOf } from './connection.ts';
import { gitObjectNode } from './git-object-node.ts';

type Viewer = { readonly context: ForgeContext; readonly caller: Caller };

/** A repository; what needs git is read when it is asked for. */
export function repositoryNode({ context }: Viewer, repository: Repository) {
  const { id, owner, name, topics, visibility } = repository;
  return {
    id: nodeId('Repository', id),
    databaseId: id,
    name,
    nameWithOwner: `${owner}/${name}`,
    owner: {
      __typename: 'Organization',
      id: nodeId('Organization', owner),
      login: owner,
      avatarUrl: '',
      url: context.urls.account(owner),
    },
    description: repository.description || null,
    homepageUrl: repository.homepage || null,
    url: context.urls.html(repository),
    isArchived: repository.archived,
    isFork: false,
    isDisabled: false,
    isPrivate: visibility === 'private',
    isEmpty: repository.pushedAt === undefined,
    visibility: visibility.toUpperCase(),
    diskUsage: repository.pushedAt ? 1 : 0,
    createdAt: repository.createdAt.toISOString(),
    updatedAt: repository.updatedAt.toISOString(),
    pushedAt: repository.pushedAt?.toISOString() ?? null,
    repositoryTopics: {
      nodes: topics.map((topic) => ({ topic: { name: topic } })),
      totalCount: topics.length,
    },
    defaultBranchRef: () => refNode(context, repository, `refs/heads/${repository.defaultBranch}`),
    ref: ({ qualifiedName }: { qualifiedName: string }) =>
      refNode(context, repository, fullName(qualifiedName)),
    object: ({ expression }: { expression?: string | null }) =>
      expression ? gitObjectNode(context, repository, expression) : null,
  };
}

function fullName(name: string): string {
  return name.startsWith('refs/') ? name : `refs/heads/${name}`;
}

/** A branch or tag; null when it is not there. */
export async function refNode(context: ForgeContext, repository: Repository, ref: string) {
  const sha = await context.repositories.resolve(repository.id, ref);
  if (sha === undefined) return null;
  const [prefix = '', name = ''] = /^(refs\/(?:heads|tags)\/)(.*)$/.exec(ref)?.slice(1) ?? [
    '',
    ref,
  ];
  return {
    id: nodeId('Ref', `${repository.id}:${ref}`),
    name,
    prefix,
    target: () => gitObjectNode(context, repository, sha),
    associatedPullRequests: (page: { first?: number | null; states?: readonly string[] | null }) =>
      pullRequests(context, repository, name, page),
  };
}

async function pullRequests(
  context: ForgeContext,
  repository: Repository,
  head: string,
  { first, states }: { first?: number | null; states?: readonly string[] | null },
) {
  const nodes = (await context.store.pullRequests(repository.id))
    .filter((pull) => pull.headRef === head)
    .map((pull) => ({
      id: nodeId('PullRequest', pull.id),
      number: pull.number,
      title: pull.title,
      url: `${context.urls.html(repository)}/pull/${pull.number}`,
      state: pull.merged ? 'MERGED' : pull.state.toUpperCase(),
      headRefName: pull.headRef,
      baseRefName: pull.baseRef,
    }))
    .filter((pull) => !states || states.includes(pull.state));
  const shown = nodes.slice(0, first ?? 100);
  return {
    nodes: shown,
    edges: shown.map((node, position) => ({ cursor: cursorOf(position), node })),
    totalCount: nodes.length,
  };
}
