import type { Caller } from '@infraforge/kernel';
import { branchOf, type RefChange, type Repository, ZERO_ID } from '@infraforge/scm';
import type { ForgeContext } from './context.ts';
import { settlePullRequests } from './settle-pull-requests.ts';
import { accountJson, emailOf, loginOf } from './views/account.ts';
import { pushedCommitJson } from './views/commit.ts';
import { emit } from './webhooks/emit.ts';

/** As many commits as GitHub puts into one push event. */
const MOST_COMMITS = 20;

/**
 * What follows from refs that were moved, whichever way: the time of the push, the default branch of a repository that
 * had none, pull requests that are merged or closed by it, and one push event a ref. Events are stored when this ends.
 */
export async function recordPush(
  context: ForgeContext,
  repository: Repository,
  caller: Caller,
  changes: readonly RefChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const patch = await adoptDefaultBranch(context, repository, changes);
  const pushed = await context.store.updateRepository(repository.id, {
    ...patch,
    pushedAt: context.clock.now(),
  });
  for (const change of changes) {
    await settlePullRequests(context, pushed, caller, change);
    await emit(context, pushed, caller, 'push', await pushPayload(context, pushed, caller, change));
  }
}

/** The first branch that is pushed becomes the default one when the one that was meant is not there. */
async function adoptDefaultBranch(
  { repositories }: ForgeContext,
  repository: Repository,
  changes: readonly RefChange[],
): Promise<{ defaultBranch?: string }> {
  if (repository.pushedAt) return {};
  const branches = changes
    .filter(({ after }) => after !== ZERO_ID)
    .map(({ ref }) => branchOf(ref))
    .filter((branch) => branch !== undefined);
  const [first] = branches;
  if (first === undefined || branches.includes(repository.defaultBranch)) return {};
  await repositories.setHead(repository.id, first);
  return { defaultBranch: first };
}

async function pushPayload(
  context: ForgeContext,
  repository: Repository,
  caller: Caller,
  { ref, before, after }: RefChange,
): Promise<Readonly<Record<string, unknown>>> {
  const login = loginOf(caller.subject);
  const { urls } = context;
  const commits = await pushedCommits(context, repository, before, after);
  const forced =
    before !== ZERO_ID &&
    after !== ZERO_ID &&
    !(await context.repositories.isAncestor(repository.id, before, after));
  return {
    ref,
    before,
    after,
    base_ref: null,
    created: before === ZERO_ID,
    deleted: after === ZERO_ID,
    forced,
    compare: `${urls.html(repository)}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits,
    head_commit: commits.at(-1) ?? null,
    pusher: { name: login, email: emailOf(context, login) },
    sender: accountJson(context, login, 'User'),
  };
}

/** Oldest first, each with the files that it touched. */
async function pushedCommits(
  context: ForgeContext,
  repository: Repository,
  before: string,
  after: string,
) {
  if (after === ZERO_ID) return [];
  const { repositories } = context;
  const { id } = repository;
  const commits = await repositories.log(id, after, {
    limit: MOST_COMMITS,
    ...(before === ZERO_ID ? {} : { notIn: before }),
  });
  return Promise.all(
    [...commits].reverse().map(async (commit) => {
      const files = await repositories.changes(id, commit.parents[0], commit.sha);
      return pushedCommitJson(context, repository, commit, files);
    }),
  );
}
