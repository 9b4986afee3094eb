import type { ScmProvider } from '@infraforge/gitops';

/** Answers that are kept; the oldest go first. */
const LIMIT = 20_000;

/** The provider with its answers about paths remembered: what is in a commit never changes. */
export function rememberPaths(provider: ScmProvider): ScmProvider {
  const answers = new Map<string, boolean>();
  return {
    repositories: (organization, options) => provider.repositories(organization, options),
    async pathExists(repository, path) {
      const key = [repository.organization, repository.repository, repository.sha, path].join(' ');
      const known = answers.get(key);
      if (known !== undefined) return known;
      const exists = await provider.pathExists(repository, path);
      answers.set(key, exists);
      const [oldest] = answers.keys();
      if (answers.size > LIMIT && oldest !== undefined) answers.delete(oldest);
      return exists;
    },
  };
}
