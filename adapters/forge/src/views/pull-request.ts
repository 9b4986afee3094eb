import type { PullRequest, Repository } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { accountJson, nodeId } from './account.ts';
import { repositoryJson } from './repository.ts';

type Json = Readonly<Record<string, unknown>>;

/** A pull request as REST and its events show it. */
export async function pullRequestJson(
  context: ForgeContext,
  repository: Repository,
  pull: PullRequest,
): Promise<Json> {
  const { urls } = context;
  const api = `${urls.repository(repository)}/pulls/${pull.number}`;
  const html = `${urls.html(repository)}/pull/${pull.number}`;
  const closedAt = pull.state === 'closed' ? pull.updatedAt.toISOString() : null;
  return {
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    number: pull.number,
    url: api,
    html_url: html,
    diff_url: `${html}.diff`,
    issue_url: `${urls.repository(repository)}/issues/${pull.number}`,
    commits_url: `${api}/commits`,
    state: pull.state,
    locked: false,
    draft: pull.draft,
    title: pull.title,
    body: pull.body || null,
    user: accountJson(context, pull.author, 'User'),
    labels: pull.labels.map((name) => labelJson(context, repository, name)),
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    merged: pull.merged,
    merged_at: pull.merged ? closedAt : null,
    closed_at: closedAt,
    created_at: pull.createdAt.toISOString(),
    updated_at: pull.updatedAt.toISOString(),
    head: await sideJson(context, repository, pull.headRef),
    base: await sideJson(context, repository, pull.baseRef),
  };
}

/** A label of a pull request. Labels are names only here; GitHub's form has a colour and an id. */
export function labelJson({ urls }: ForgeContext, repository: Repository, name: string): Json {
  return {
    id: 0,
    node_id: nodeId('Label', name),
    name,
    color: 'ededed',
    description: null,
    default: false,
    url: `${urls.repository(repository)}/labels/${encodeURIComponent(name)}`,
  };
}

/** The payload of a `pull_request` event, but for what `emit` adds. */
export async function pullRequestEvent(
  context: ForgeContext,
  repository: Repository,
  pull: PullRequest,
  action: string,
): Promise<Json> {
  return {
    action,
    number: pull.number,
    pull_request: await pullRequestJson(context, repository, pull),
  };
}

async function sideJson(context: ForgeContext, repository: Repository, ref: string): Promise<Json> {
  const sha = await context.repositories.resolve(repository.id, `refs/heads/${ref}`);
  return {
    label: `${repository.owner}:${ref}`,
    ref,
    sha: sha ?? null,
    user: accountJson(context, repository.owner, 'Organization'),
    repo: repositoryJson(context, repository, 'read'),
  };
}
