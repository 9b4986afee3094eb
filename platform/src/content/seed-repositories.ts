import type {
  FileChange,
  ForgeStore,
  GitRepositories,
  Repository,
  Signature,
} from '@infraforge/scm';

export const PLATFORM_ORGANIZATION = 'platform';
export const CONTENT_REPOSITORY = 'content';
export const STATE_REPOSITORY = 'state';

/** Who commits what the platform itself does. */
export function platformSignature(date: Date): Signature {
  return { name: 'InfraForge', email: 'platform@infraforge.io', date };
}

/**
 * Makes a repository of the platform's with these files as its first commit, unless it has a commit already: what a
 * platform team changed there is never overwritten. May be killed at any instant and called again.
 */
export async function seedRepository(
  deps: { readonly forge: ForgeStore; readonly git: GitRepositories; readonly now: Date },
  name: string,
  description: string,
  files: () => Promise<readonly FileChange[]>,
): Promise<Repository> {
  await deps.forge.ensureOrganization(PLATFORM_ORGANIZATION, 'The platform itself');
  const repository =
    (await deps.forge.repository(PLATFORM_ORGANIZATION, name)) ??
    (await deps.forge.createRepository(PLATFORM_ORGANIZATION, name, {
      description,
      visibility: 'internal',
    }));
  await deps.git.create(repository.id, repository.defaultBranch);
  if (await deps.git.resolve(repository.id, repository.defaultBranch)) return repository;
  await deps.git.write(repository.id, {
    branch: repository.defaultBranch,
    base: undefined,
    changes: await files(),
    message: `Begin ${PLATFORM_ORGANIZATION}/${name}\n\nCommitted by InfraForge on its first start.`,
    author: platformSignature(deps.now),
  });
  return repository;
}
