import { PlatformError } from '@infraforge/kernel';
import type { ForgeStore } from '@infraforge/scm';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { deliveryOf, hookOf } from './rows.ts';

type HookStore = Pick<
  ForgeStore,
  | 'hooksFor'
  | 'hooks'
  | 'saveHook'
  | 'removeHook'
  | 'insertDeliveries'
  | 'pendingDeliveries'
  | 'recordAttempt'
>;

/** Webhooks and what is to be delivered to them. */
export function hookStore(kysely: Kysely<Tables>): HookStore {
  const hooks = (organization: string) =>
    kysely
      .selectFrom('forge.hooks as hook')
      .innerJoin('forge.organizations as organization', 'organization.id', 'hook.organization_id')
      .selectAll('hook')
      .select('organization.login as organization')
      .where(sql<boolean>`lower(organization.login) = lower(${organization})`)
      .orderBy('hook.id');

  return {
    async hooksFor(repository) {
      const rows = await hooks(repository.owner)
        .where((e) =>
          e.or([e('hook.repository_id', 'is', null), e('hook.repository_id', '=', repository.id)]),
        )
        .execute();
      return rows.map(hookOf);
    },

    async hooks(organization, repositoryId) {
      const all = hooks(organization);
      const rows = await (repositoryId === undefined
        ? all.where('hook.repository_id', 'is', null)
        : all.where('hook.repository_id', '=', repositoryId)
      ).execute();
      return rows.map(hookOf);
    },

    async saveHook(hook) {
      const home = await kysely
        .selectFrom('forge.organizations')
        .select(['id', 'login'])
        .where(sql<boolean>`lower(login) = lower(${hook.organization})`)
        .executeTakeFirst();
      if (!home) {
        throw new PlatformError('scm.not-found', `There is no organisation ${hook.organization}.`);
      }
      const rules = {
        secret: hook.secret ?? null,
        content_type: hook.contentType,
        events: JSON.stringify(hook.events),
        active: hook.active,
      };
      const place = {
        organization_id: home.id,
        repository_id: hook.repositoryId ?? null,
        url: hook.url,
      };
      const row = await kysely
        .insertInto('forge.hooks')
        .values({ ...place, ...rules })
        .onConflict((conflict) =>
          conflict.columns(['organization_id', 'repository_id', 'url']).doUpdateSet(rules),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return hookOf({ ...row, organization: home.login });
    },

    async removeHook(id) {
      const result = await kysely.deleteFrom('forge.hooks').where('id', '=', id).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },

    async insertDeliveries(deliveries) {
      if (deliveries.length === 0) return;
      await kysely
        .insertInto('forge.deliveries')
        .values(
          deliveries.map((delivery) => ({
            id: delivery.id,
            hook_id: delivery.hookId,
            event: delivery.event,
            payload: JSON.stringify(delivery.payload ?? null),
            created_at: delivery.createdAt,
          })),
        )
        .execute();
    },

    async pendingDeliveries(maxAttempts, limit) {
      const rows = await kysely
        .selectFrom('forge.deliveries')
        .selectAll()
        .where('delivered_at', 'is', null)
        .where('attempts', '<', maxAttempts)
        .orderBy('created_at')
        .orderBy('position')
        .limit(limit)
        .execute();
      return rows.map(deliveryOf);
    },

    async recordAttempt(id, outcome) {
      await kysely
        .updateTable('forge.deliveries')
        .set({
          attempts: sql`attempts + 1`,
          status: outcome.status ?? null,
          delivered_at: outcome.deliveredAt ?? null,
        })
        .where('id', '=', id)
        .execute();
    },
  };
}
