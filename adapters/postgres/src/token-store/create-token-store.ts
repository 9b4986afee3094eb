import type { StoredToken, TokenStore } from '@infraforge/identity';
import type { Scope } from '@infraforge/kernel';
import type { Selectable } from 'kysely';
import type { Database } from '../database/open-database.ts';
import type { Tables } from '../database/tables.ts';

/** Platform tokens in `platform.tokens`; only the hash of a secret is there. */
export function createTokenStore({ kysely }: Database): TokenStore {
  return {
    async find(id) {
      const row = await kysely
        .selectFrom('platform.tokens')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && tokenOf(row);
    },
    async insert(token) {
      await kysely
        .insertInto('platform.tokens')
        .values({
          id: token.id,
          secret_hash: token.secretHash,
          subject: token.subject,
          description: token.description,
          scopes: token.scopes ? JSON.stringify(token.scopes) : null,
          created_at: token.createdAt,
          expires_at: token.expiresAt ?? null,
        })
        .execute();
    },
    async list(subject) {
      const rows = await kysely
        .selectFrom('platform.tokens')
        .selectAll()
        .where('subject', '=', subject)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(tokenOf);
    },
    async remove(id) {
      const result = await kysely
        .deleteFrom('platform.tokens')
        .where('id', '=', id)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}

function tokenOf(row: Selectable<Tables['platform.tokens']>): StoredToken {
  return {
    id: row.id,
    secretHash: row.secret_hash,
    subject: row.subject,
    description: row.description,
    scopes: (row.scopes as readonly Scope[] | null) ?? undefined,
    createdAt: row.created_at,
    expiresAt: row.expires_at ?? undefined,
  };
}
