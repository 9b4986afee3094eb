import type { CommitView } from '@infraforge/services';
import type { PlatformContext } from '../context.ts';
import { commitViews } from '../services/commit-views.ts';
import type { ApplicationView } from './application-view.ts';

export type HistoryWithCommits = readonly (ApplicationView['history'][number] & {
  readonly commit?: CommitView;
})[];

/** The history with the commits that were deployed, where the repository is one of this forge. */
export async function historyWithCommits(
  context: PlatformContext,
  { repository: url, history }: ApplicationView,
): Promise<HistoryWithCommits> {
  const [owner = '', name = ''] = url.startsWith(`${context.urls.forge}/`)
    ? url
        .slice(context.urls.forge.length + 1)
        .replace(/\.git$/, '')
        .split('/')
    : [];
  const repository = name ? await context.forge.repository(owner, name) : undefined;
  if (!repository) return history;
  const revisions = new Set(history.map(({ revision }) => revision));
  const commits = await commitViews(context, { owner, name, id: repository.id }, revisions);
  return history.map((entry) => {
    const commit = commits.get(entry.revision);
    return commit ? { ...entry, commit } : entry;
  });
}
