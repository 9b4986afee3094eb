import { decideRefChange, type PullRequest, type Repository } from '@infraforge/scm';
import { signatureOf } from '../author.ts';
import type { ForgeContext } from '../context.ts';
import { readJson } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import { ok, type Reply } from '../http/reply.ts';
import type { Called, RepositoryExchange } from '../http/route.ts';
import { recordPush } from '../record-push.ts';
import { parse, pullMerge } from '../schema.ts';
import { pullOf } from './find-pull.ts';

/** Where the head of a pull request stands; undefined when its branch is gone. */
export async function headSha(
  { repositories }: ForgeContext,
  repository: Repository,
  pull: PullRequest,
): Promise<string | undefined> {
  return repositories.resolve(repository.id, `refs/heads/${pull.headRef}`);
}

/**
 * Whether a pull request can be merged: when its head has all of its base. Merging two that went apart needs a merge of
 * their files, which is the author's work (`git merge` or `git rebase`, then push).
 */
export async function mergeable(
  context: ForgeContext,
  repository: Repository,
  pull: PullRequest,
): Promise<boolean> {
  const { repositories } = context;
  const head = await headSha(context, repository, pull);
  const base = await repositories.resolve(repository.id, `refs/heads/${pull.baseRef}`);
  if (head === undefined || base === undefined) return false;
  return repositories.isAncestor(repository.id, base, head);
}

/** Merges a pull request by a merge commit, unless the base asks for reviews, which nobody can give here. */
export async function mergePull(
  context: ForgeContext,
  exchange: Called<RepositoryExchange>,
): Promise<Reply> {
  const { repository, caller } = exchange;
  const { repositories } = context;
  const pull = await pullOf(context, exchange);
  const body = parse(pullMerge, await readJson(exchange, context.limits.apiBodyBytes));
  const head = await headSha(context, repository, pull);
  const ref = `refs/heads/${pull.baseRef}`;
  const base = await repositories.resolve(repository.id, ref);
  if (body.sha !== undefined && body.sha !== head) {
    throw refusal('conflict', 'Head branch was modified. Review and try the merge again.');
  }
  if (pull.state !== 'open' || pull.draft || head === undefined || base === undefined) {
    throw refusal('not-allowed', 'Pull Request is not mergeable');
  }
  if (!(await mergeable(context, repository, pull))) {
    throw refusal(
      'not-allowed',
      `${pull.headRef} is behind ${pull.baseRef}: merge or rebase it, push, and merge then`,
    );
  }
  await refuseUnreviewed(context, exchange, pull, { ref, before: base, after: head });
  const tree = (await repositories.commit(repository.id, head))?.tree ?? '';
  const title =
    body.commit_title ??
    `Merge pull request #${pull.number} from ${repository.owner}/${pull.headRef}`;
  const sha = await repositories.writeCommit(repository.id, {
    tree,
    parents: [base, head],
    message: `${title}\n\n${body.commit_message ?? pull.title}\n`,
    author: signatureOf(context, caller),
  });
  if (!(await repositories.updateRef(repository.id, ref, base, sha))) {
    throw refusal('conflict', 'Base branch was modified. Review and try the merge again.');
  }
  await recordPush(context, repository, caller, [{ ref, before: base, after: sha }]);
  return ok({ sha, merged: true, message: 'Pull Request successfully merged' });
}

async function refuseUnreviewed(
  { store }: ForgeContext,
  { repository, caller }: Called<RepositoryExchange>,
  pull: PullRequest,
  change: Parameters<typeof decideRefChange>[0],
): Promise<void> {
  const rule = await store.protection(repository.id, pull.baseRef);
  if (!rule?.requiredApprovals) return;
  if (decideRefChange(change, rule, caller).outcome === 'allowed') return;
  const { requiredApprovals } = rule;
  throw refusal(
    'not-allowed',
    `At least ${requiredApprovals} approving review is required, and this forge keeps no reviews: an admin merges`,
  );
}
