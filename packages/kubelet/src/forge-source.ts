import type { FindImageSource } from '@infraforge/local-cluster';
import { parseImage } from '@infraforge/local-cluster';
import type { ForgeStore, GitRepositories } from '@infraforge/scm';

/**
 * Images of this installation's forge: `<forge>/<organisation>/<repository>:<commit>` is that commit, read straight
 * from the bare repository. Other images are none of ours.
 */
export function createForgeSource(
  forge: Pick<ForgeStore, 'repository'>,
  git: Pick<GitRepositories, 'resolve' | 'checkout'>,
  forgeBase: string,
): FindImageSource {
  const { host } = new URL(forgeBase);
  return async (image) => {
    const reference = parseImage(image);
    const [owner, name, ...rest] = reference.repository.split('/');
    if (reference.host !== host || !owner || !name || rest.length > 0) return undefined;
    const repository = await forge.repository(owner, name);
    const sha = repository && (await git.resolve(repository.id, reference.tag));
    if (!repository || !sha) return undefined;
    return { checkout: (directory) => git.checkout(repository.id, sha, directory) };
  };
}
