import { createSourceTree } from '@infraforge/git';
import type { ScmProvider, ScmRepository, SourceRepositories } from '@infraforge/gitops';
import { PlatformError } from '@infraforge/kernel';
import type { SourceTree } from '@infraforge/kustomize';
import type { ForgeStore, GitRepositories, Repository } from '@infraforge/scm';

/** What GitOps reads of the embedded forge, straight from its store and repositories: no HTTP between two rooms of a house. */
export function createScmSources(
  forge: ForgeStore,
  git: GitRepositories,
  forgeUrl: string,
): SourceRepositories & ScmProvider & { tree(repoURL: string, sha: string): Promise<SourceTree> } {
  async function find(repoURL: string): Promise<Repository | undefined> {
    const path = repositoryPath(repoURL, forgeUrl);
    return path && forge.repository(path.owner, path.name);
  }
  return {
    async resolve(repoURL, revision) {
      const repository = await find(repoURL);
      return repository && git.resolve(repository.id, revision);
    },
    async tree(repoURL, sha) {
      const repository = await find(repoURL);
      if (!repository) {
        throw new PlatformError(
          'gitops.unknown-repository',
          `There is no repository ${repoURL} on this forge.`,
        );
      }
      return createSourceTree(git, repository.id, sha);
    },
    async repositories(organization, { allBranches }) {
      const found: ScmRepository[] = [];
      for (const repository of await forge.repositories(organization)) {
        if (repository.archived) continue;
        for (const [branch, sha] of await branchesOf(git, repository, allBranches)) {
          found.push({
            organization,
            repository: repository.name,
            repositoryId: repository.id,
            url: `${forgeUrl}/${organization}/${repository.name}.git`,
            branch,
            sha,
            labels: repository.topics,
          });
        }
      }
      return found;
    },
    async pathExists(repository, path) {
      return (await git.entry(repository.repositoryId, repository.sha, path)) !== undefined;
    },
  };
}

/** `payments` and `orders` of `http://localhost:7080/payments/orders.git`; undefined for other hosts. */
function repositoryPath(
  repoURL: string,
  forgeUrl: string,
): { owner: string; name: string } | undefined {
  if (!repoURL.startsWith(`${forgeUrl}/`)) return undefined;
  const [owner, name, ...rest] = repoURL
    .slice(forgeUrl.length + 1)
    .replace(/(\.git)?\/?$/, '')
    .split('/');
  return owner && name && rest.length === 0 ? { owner, name } : undefined;
}

async function branchesOf(
  git: GitRepositories,
  repository: Repository,
  all: boolean,
): Promise<readonly (readonly [string, string])[]> {
  const refs = await git.refs(repository.id);
  const heads = [...refs].flatMap(([ref, sha]) =>
    ref.startsWith('refs/heads/') ? [[ref.slice('refs/heads/'.length), sha] as const] : [],
  );
  return all ? heads : heads.filter(([branch]) => branch === repository.defaultBranch);
}
