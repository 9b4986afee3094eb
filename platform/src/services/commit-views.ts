import type { CommitView } from '@infraforge/services';
import type { PlatformContext } from '../context.ts';

/** What the commits of a repository of the forge say of themselves, by id; those that are not there are left out. */
export async function commitViews(
  context: PlatformContext,
  repository: { readonly owner: string; readonly name: string; readonly id: number },
  revisions: ReadonlySet<string | undefined>,
): Promise<ReadonlyMap<string, CommitView>> {
  const { owner, name, id } = repository;
  const views = new Map<string, CommitView>();
  for (const sha of revisions) {
    const commit = sha ? await context.git.commit(id, sha) : undefined;
    if (!sha || !commit) continue;
    views.set(sha, {
      sha,
      subject: commit.message.split('\n', 1)[0] ?? '',
      author: commit.author.name,
      date: commit.author.date.toISOString(),
      url: `${context.urls.forge}/${owner}/${name}/commit/${sha}`,
    });
  }
  return views;
}
