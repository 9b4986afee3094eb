import { PlatformError } from '@infraforge/kernel';
import type { ForgeStore } from '@infraforge/scm';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { protectionOf, pullRequestOf } from './rows.ts';

type PullRequestStore = Pick<
  ForgeStore,
  | 'protection'
  | 'protections'
  | 'saveProtection'
  | 'removeProtection'
  | 'pullRequests'
  | 'pullRequest'
  | 'createPullRequest'
  | 'updatePullRequest'
>;

/** Branch protection and pull requests of repositories. */
export function pullRequestStore(kysely: Kysely<Tables>): PullRequestStore {
  return {
    async protection(repositoryId, branch) {
      const row = await kysely
        .selectFrom('forge.protections')
        .selectAll()
        .where('repository_id', '=', repositoryId)
        .where('branch', '=', branch)
        .executeTakeFirst();
      return row && protectionOf(row);
    },

    async protections(repositoryId) {
      const rows = await kysely
        .selectFrom('forge.protections')
        .selectAll()
        .where('repository_id', '=', repositoryId)
        .orderBy('branch')
        .execute();
      return rows.map(protectionOf);
    },

    async saveProtection(protection) {
      const rules = {
        allow_force_pushes: protection.allowForcePushes,
        allow_deletions: protection.allowDeletions,
        enforce_admins: protection.enforceAdmins,
        required_approvals: protection.requiredApprovals ?? null,
        document: JSON.stringify(protection.document),
      };
      await kysely
        .insertInto('forge.protections')
        .values({ repository_id: protection.repositoryId, branch: protection.branch, ...rules })
        .onConflict((conflict) => conflict.columns(['repository_id', 'branch']).doUpdateSet(rules))
        .execute();
    },

    async removeProtection(repositoryId, branch) {
      const result = await kysely
        .deleteFrom('forge.protections')
        .where('repository_id', '=', repositoryId)
        .where('branch', '=', branch)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },

    async pullRequests(repositoryId) {
      const rows = await kysely
        .selectFrom('forge.pull_requests')
        .selectAll()
        .where('repository_id', '=', repositoryId)
        .orderBy('number', 'desc')
        .execute();
      return rows.map(pullRequestOf);
    },

    async pullRequest(repositoryId, number) {
      const row = await kysely
        .selectFrom('forge.pull_requests')
        .selectAll()
        .where('repository_id', '=', repositoryId)
        .where('number', '=', number)
        .executeTakeFirst();
      return row && pullRequestOf(row);
    },

    createPullRequest(pull) {
      return kysely.transaction().execute(async (transaction) => {
        // The repository's row counts, and is locked until the number is used: no gap, no number twice.
        const counted = await transaction
          .updateTable('forge.repositories')
          .set({ last_pull_number: sql`last_pull_number + 1` })
          .where('id', '=', pull.repositoryId)
          .returning('last_pull_number as number')
          .executeTakeFirst();
        if (!counted) throw noRepository(pull.repositoryId);
        const row = await transaction
          .insertInto('forge.pull_requests')
          .values({
            repository_id: pull.repositoryId,
            number: counted.number,
            title: pull.title,
            body: pull.body,
            state: pull.state,
            merged: pull.merged,
            author: pull.author,
            head_ref: pull.headRef,
            base_ref: pull.baseRef,
            draft: pull.draft,
            labels: JSON.stringify(pull.labels),
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return pullRequestOf(row);
      });
    },

    async updatePullRequest(id, patch) {
      const row = await kysely
        .updateTable('forge.pull_requests')
        .set({
          ...(patch.title !== undefined && { title: patch.title }),
          ...(patch.body !== undefined && { body: patch.body }),
          ...(patch.state !== undefined && { state: patch.state }),
          ...(patch.merged !== undefined && { merged: patch.merged }),
          ...(patch.labels !== undefined && { labels: JSON.stringify(patch.labels) }),
          ...(patch.baseRef !== undefined && { base_ref: patch.baseRef }),
          updated_at: sql<Date>`now()`,
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      if (row) return pullRequestOf(row);
      throw new PlatformError('scm.not-found', `There is no pull request with the id ${id}.`);
    },
  };
}

function noRepository(id: number): PlatformError {
  return new PlatformError('scm.not-found', `There is no repository with the id ${id}.`);
}
