import type { RegisteredService, ServiceRegister } from '@infraforge/services';
import type { Selectable } from 'kysely';
import type { Database } from '../database/open-database.ts';
import type { Tables } from '../database/tables.ts';

/** The register of services in `platform.services`; its primary key is what makes a name one owner's. */
export function createServiceRegister({ kysely }: Database): ServiceRegister {
  async function find(name: string): Promise<RegisteredService | undefined> {
    const row = await kysely
      .selectFrom('platform.services')
      .selectAll()
      .where('name', '=', name)
      .executeTakeFirst();
    return row && serviceOf(row);
  }

  return {
    find,
    async reserve(service) {
      for (;;) {
        const taken = await kysely
          .insertInto('platform.services')
          .values({
            name: service.name,
            team: service.team,
            description: service.description,
            state: service.state,
            task_id: service.taskId ?? null,
            requester: service.requester,
            failure: service.failure ?? null,
          })
          .onConflict((conflict) => conflict.column('name').doNothing())
          .executeTakeFirst();
        if (taken.numInsertedOrUpdatedRows === 1n) return { ok: true };
        const holder = await find(service.name);
        // Freed between the two statements: try again.
        if (holder) return { ok: false, holder };
      }
    },
    async list() {
      const rows = await kysely
        .selectFrom('platform.services')
        .selectAll()
        .orderBy('name')
        .execute();
      return rows.map(serviceOf);
    },
    async change(name, patch, expected) {
      const set = {
        ...(patch.state !== undefined && { state: patch.state }),
        ...(patch.description !== undefined && { description: patch.description }),
        ...('taskId' in patch && { task_id: patch.taskId ?? null }),
        ...('failure' in patch && { failure: patch.failure ?? null }),
      };
      if (Object.keys(set).length === 0) return find(name);
      const update = kysely.updateTable('platform.services').set(set).where('name', '=', name);
      const guarded = expected ? update.where('state', '=', expected) : update;
      const row = await guarded.returningAll().executeTakeFirst();
      return row && serviceOf(row);
    },
    async remove(name) {
      const result = await kysely
        .deleteFrom('platform.services')
        .where('name', '=', name)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}

function serviceOf(row: Selectable<Tables['platform.services']>): RegisteredService {
  return {
    name: row.name,
    team: row.team,
    description: row.description,
    state: row.state,
    taskId: row.task_id ?? undefined,
    requester: row.requester,
    failure: row.failure ?? undefined,
    createdAt: row.created_at,
  };
}
