import { accessToRepository, allows, type FileChange } from '@infraforge/scm';
import { signatureOf } from '../author.ts';
import { notFound, refusal } from '../http/refusal.ts';
import { refuseByProtection } from '../move-ref.ts';
import { recordPush } from '../record-push.ts';
import { commitNode } from './git-object-node.ts';
import type { Viewer } from './owner-node.ts';
import { refNode } from './repository-node.ts';

export type CreateCommitInput = {
  readonly clientMutationId?: string | null;
  readonly branch: {
    readonly repositoryNameWithOwner?: string | null;
    readonly branchName?: string | null;
  };
  readonly message: { readonly headline: string; readonly body?: string | null };
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[] | null;
    readonly deletions?: readonly { readonly path: string }[] | null;
  } | null;
  readonly expectedHeadOid: string;
};

/**
 * The mutation `createCommitOnBranch`: one commit on top of `expectedHeadOid`. The same rights and rules hold as for a
 * push.
 */
export async function createCommitOnBranch(viewer: Viewer, input: CreateCommitInput) {
  const { context, caller } = viewer;
  const repository = await writableRepository(viewer, input.branch.repositoryNameWithOwner ?? '');
  const branch = input.branch.branchName?.replace(/^refs\/heads\//, '') ?? repository.defaultBranch;
  const ref = `refs/heads/${branch}`;
  const before = await context.repositories.resolve(repository.id, ref);
  if (before === undefined) throw refusal('unprocessable', `The branch ${branch} is not there`);
  if (before !== input.expectedHeadOid) {
    throw refusal(
      'conflict',
      `Expected branch to point to expectedHeadOid "${input.expectedHeadOid}" but it is "${before}"`,
    );
  }
  await refuseByProtection(context, repository, caller, { ref, before, after: undefined });
  const { headline, body } = input.message;
  const commit = await context.repositories.write(repository.id, {
    branch,
    base: before,
    changes: changesOf(input.fileChanges),
    message: body ? `${headline}\n\n${body}\n` : `${headline}\n`,
    author: signatureOf(context, caller),
  });
  await recordPush(context, repository, caller, [{ ref, before, after: commit.sha }]);
  return {
    clientMutationId: input.clientMutationId ?? null,
    commit: commitNode(context, repository, commit),
    ref: () => refNode(context, repository, ref),
  };
}

async function writableRepository({ context, caller }: Viewer, fullName: string) {
  const [owner = '', name = ''] = fullName.split('/');
  const repository = await context.store.repository(owner, name);
  const access = repository
    ? accessToRepository(caller, repository, context.anonymousRead)
    : 'none';
  if (!repository || access === 'none') throw notFound();
  if (!allows(access, 'write')) throw refusal('forbidden', `Must have write rights to ${fullName}`);
  if (repository.archived) throw refusal('forbidden', 'Repository was archived so is read-only.');
  return repository;
}

function changesOf(changes: CreateCommitInput['fileChanges']): readonly FileChange[] {
  return [
    ...(changes?.deletions ?? []).map(({ path }) => ({ path, content: undefined })),
    ...(changes?.additions ?? []).map(({ path, contents }) => ({
      path,
      content: Buffer.from(contents, 'base64'),
    })),
  ];
}
