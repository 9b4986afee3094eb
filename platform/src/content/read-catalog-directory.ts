import { type Directory, readDirectory } from '@infraforge/identity';
import type { GitRepositories } from '@infraforge/scm';

/** Where a catalog tells its people and teams. */
const PEOPLE_FOLDERS = /^catalog\/(groups|users|org)\b.*\.ya?ml$/;

/**
 * The directory that a commit of the content repository describes: the Group and User entities below `catalog/groups`,
 * `catalog/users` and `catalog/org`.
 */
export async function readCatalogDirectory(
  git: GitRepositories,
  repositoryId: number,
  revision: string,
  parse: (text: string, file: string) => readonly unknown[],
): Promise<Directory> {
  const entries = (await git.tree(repositoryId, revision, { recursive: true })) ?? [];
  const documents: unknown[] = [];
  for (const entry of entries) {
    if (entry.type !== 'blob' || !PEOPLE_FOLDERS.test(entry.path)) continue;
    const content = await git.blob(repositoryId, entry.sha);
    if (content) documents.push(...parse(Buffer.from(content).toString('utf8'), entry.path));
  }
  return readDirectory(documents);
}
