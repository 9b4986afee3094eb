import { type Access, allows, type Repository } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { accountJson, nodeId, organizationJson } from './account.ts';

type Json = Readonly<Record<string, unknown>>;

/** A repository as every route of GitHub shows it. `access` is what the asking caller may do. */
export function repositoryJson(
  context: ForgeContext,
  repository: Repository,
  access: Access,
): Json {
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: `${repository.owner}/${repository.name}`,
    owner: accountJson(context, repository.owner, 'Organization'),
    private: repository.visibility === 'private',
    visibility: repository.visibility,
    description: repository.description || null,
    homepage: repository.homepage || null,
    fork: false,
    archived: repository.archived,
    disabled: false,
    is_template: false,
    default_branch: repository.defaultBranch,
    topics: repository.topics,
    language: null,
    license: null,
    // Kilobytes on GitHub. Clients ask only whether there is anything in it.
    size: repository.pushedAt ? 1 : 0,
    created_at: repository.createdAt.toISOString(),
    updated_at: repository.updatedAt.toISOString(),
    pushed_at: repository.pushedAt?.toISOString() ?? null,
    permissions: {
      admin: allows(access, 'administer'),
      maintain: allows(access, 'administer'),
      push: allows(access, 'write'),
      triage: allows(access, 'write'),
      pull: allows(access, 'read'),
    },
    ...SETTINGS,
    ...addresses(context, repository),
  };
}

/** With what only `GET /repos/:owner/:repo` and its creation add. */
export async function fullRepositoryJson(
  context: ForgeContext,
  repository: Repository,
  access: Access,
): Promise<Json> {
  const organization = await context.store.organization(repository.owner);
  return {
    ...repositoryJson(context, repository, access),
    ...(organization ? { organization: organizationJson(context, organization) } : {}),
    subscribers_count: 0,
    network_count: 0,
  };
}

/** Features of GitHub as this forge has them: clients read these before they call what is not there. */
const SETTINGS: Json = {
  allow_forking: false,
  allow_merge_commit: true,
  allow_squash_merge: false,
  allow_rebase_merge: false,
  allow_auto_merge: false,
  delete_branch_on_merge: false,
  has_issues: false,
  has_projects: false,
  has_wiki: false,
  has_pages: false,
  has_downloads: false,
  forks_count: 0,
  stargazers_count: 0,
  watchers_count: 0,
  open_issues_count: 0,
  forks: 0,
  watchers: 0,
  open_issues: 0,
};

function addresses({ urls }: ForgeContext, repository: Repository): Json {
  const api = urls.repository(repository);
  const clone = urls.clone(repository);
  return {
    url: api,
    html_url: urls.html(repository),
    clone_url: clone,
    git_url: clone,
    // There is no SSH here. Argo CD and others clone what stands here when they are told to prefer SSH.
    ssh_url: clone,
    svn_url: urls.html(repository),
    archive_url: `${api}/{archive_format}{/ref}`,
    blobs_url: `${api}/git/blobs{/sha}`,
    branches_url: `${api}/branches{/branch}`,
    collaborators_url: `${api}/collaborators{/collaborator}`,
    commits_url: `${api}/commits{/sha}`,
    compare_url: `${api}/compare/{base}...{head}`,
    contents_url: `${api}/contents/{+path}`,
    git_commits_url: `${api}/git/commits{/sha}`,
    git_refs_url: `${api}/git/refs{/sha}`,
    git_tags_url: `${api}/git/tags{/sha}`,
    hooks_url: `${api}/hooks`,
    pulls_url: `${api}/pulls{/number}`,
    statuses_url: `${api}/statuses/{sha}`,
    subscription_url: `${api}/subscription`,
    tags_url: `${api}/tags`,
    teams_url: `${api}/teams`,
    trees_url: `${api}/git/trees{/sha}`,
  };
}
