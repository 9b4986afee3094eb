import type { GitFiles, SourceRepositories } from '@infraforge/gitops';
import type { SourceTree } from '@infraforge/kustomize';

/** Paths of one commit that the git generator may look at. */
const FILE_LIMIT = 20_000;

/** The files of repositories, from the trees of their commits. */
export function createGitFiles(
  repositories: SourceRepositories,
  tree: (repoURL: string, sha: string) => Promise<SourceTree>,
): GitFiles {
  async function treeOf(repoURL: string, revision: string): Promise<SourceTree | undefined> {
    const sha = await repositories.resolve(repoURL, revision);
    return sha === undefined ? undefined : tree(repoURL, sha);
  }
  return {
    async paths(repoURL, revision) {
      const files = await treeOf(repoURL, revision);
      return files && walk(files, '');
    },
    async read(repoURL, revision, path) {
      const content = await (await treeOf(repoURL, revision))?.read(path);
      return new TextDecoder().decode(content ?? new Uint8Array());
    },
  };
}

async function walk(files: SourceTree, directory: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await files.list(directory)) {
    const path = directory === '' ? name : `${directory}/${name}`;
    const kind = await files.kindOf(path);
    if (kind === 'file') found.push(path);
    if (kind === 'directory') found.push(...(await walk(files, path)));
    if (found.length > FILE_LIMIT) {
      throw new RangeError(`the repository has more than ${FILE_LIMIT} files`);
    }
  }
  return found;
}
