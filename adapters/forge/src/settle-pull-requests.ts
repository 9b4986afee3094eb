import type { Caller } from '@infraforge/kernel';
import { branchOf, type RefChange, type Repository, ZERO_ID } from '@infraforge/scm';
import type { ForgeContext } from './context.ts';
import { pullRequestEvent } from './views/pull-request.ts';
import { emit } from './webhooks/emit.ts';

/**
 * Open pull requests that a moved branch settles: one whose head can now be reached from its base is merged, one whose
 * head is gone is closed, one whose head moved has new commits (`synchronize`).
 */
export async function settlePullRequests(
  context: ForgeContext,
  repository: Repository,
  caller: Caller,
  change: RefChange,
): Promise<void> {
  const branch = branchOf(change.ref);
  if (branch === undefined) return;
  const { store, repositories } = context;
  const open = (await store.pullRequests(repository.id)).filter((pull) => pull.state === 'open');
  for (const pull of open) {
    if (pull.headRef === branch && change.after !== ZERO_ID) {
      const payload = await pullRequestEvent(context, repository, pull, 'synchronize');
      await emit(context, repository, caller, 'pull_request', payload);
      continue;
    }
    const head = await repositories.resolve(repository.id, `refs/heads/${pull.headRef}`);
    const merged =
      pull.baseRef === branch &&
      change.after !== ZERO_ID &&
      head !== undefined &&
      (await repositories.isAncestor(repository.id, head, change.after));
    if (!merged && pull.headRef !== branch) continue;
    const closed = await store.updatePullRequest(pull.id, { state: 'closed', merged });
    const payload = await pullRequestEvent(context, repository, closed, 'closed');
    await emit(context, repository, caller, 'pull_request', payload);
  }
}
