import { PlatformError } from '@infraforge/kernel';
import type { ForgeStore, RepositoryPatch } from '@infraforge/scm';
import { type Kysely, sql } from 'kysely';
import { sqlState, UNIQUE_VIOLATION } from '../database/sql-state.ts';
import type { Tables } from '../database/tables.ts';
import { organizationOf, repositoryOf } from './rows.ts';

type RepositoryStore = Pick<
  ForgeStore,
  | 'organizations'
  | 'organization'
  | 'ensureOrganization'
  | 'repository'
  | 'repositoryById'
  | 'repositories'
  | 'createRepository'
  | 'updateRepository'
  | 'deleteRepository'
>;

/** Organisations and repositories; a unique index on the lower-case name is what makes a name one repository's. */
export function repositoryStore(kysely: Kysely<Tables>): RepositoryStore {
  const repositories = () =>
    kysely
      .selectFrom('forge.repositories as repository')
      .innerJoin(
        'forge.organizations as organization',
        'organization.id',
        'repository.organization_id',
      )
      .selectAll('repository')
      .select('organization.login as owner');

  const organization: RepositoryStore['organization'] = async (login) => {
    const row = await kysely
      .selectFrom('forge.organizations')
      .selectAll()
      .where(sql<boolean>`lower(login) = lower(${login})`)
      .executeTakeFirst();
    return row && organizationOf(row);
  };

  const repositoryById: RepositoryStore['repositoryById'] = async (id) => {
    const row = await repositories().where('repository.id', '=', id).executeTakeFirst();
    return row && repositoryOf(row);
  };

  const repositoryWith = async (id: number) => {
    const repository = await repositoryById(id);
    if (repository) return repository;
    throw new PlatformError('scm.not-found', `There is no repository with the id ${id}.`);
  };

  return {
    organization,
    repositoryById,

    async organizations() {
      const rows = await kysely
        .selectFrom('forge.organizations')
        .selectAll()
        .orderBy(sql`lower(login)`)
        .execute();
      return rows.map(organizationOf);
    },

    async ensureOrganization(login, description) {
      await sql`
        insert into forge.organizations (login, description) values (${login}, ${description})
        on conflict (lower(login)) do nothing
      `.execute(kysely);
      const found = await organization(login);
      if (found) return found;
      throw new PlatformError('scm.not-found', `The organisation ${login} was removed just now.`);
    },

    async repository(owner, name) {
      const row = await repositories()
        .where(sql<boolean>`lower(organization.login) = lower(${owner})`)
        .where(sql<boolean>`lower(repository.name) = lower(${name})`)
        .executeTakeFirst();
      return row && repositoryOf(row);
    },

    async repositories(owner) {
      const rows = await repositories()
        .where(sql<boolean>`lower(organization.login) = lower(${owner})`)
        .orderBy(sql`lower(repository.name) collate "C"`)
        .execute();
      return rows.map(repositoryOf);
    },

    async createRepository(owner, name, patch) {
      const home = await organization(owner);
      if (!home) throw new PlatformError('scm.not-found', `There is no organisation ${owner}.`);
      const { id } = await kysely
        .insertInto('forge.repositories')
        .values({
          organization_id: home.id,
          name,
          description: patch.description ?? '',
          homepage: patch.homepage ?? '',
          visibility: patch.visibility ?? 'private',
          default_branch: patch.defaultBranch ?? 'main',
          topics: JSON.stringify(patch.topics ?? []),
          archived: patch.archived ?? false,
          pushed_at: patch.pushedAt ?? null,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
        .catch(nameTaken(home.login, name));
      return repositoryWith(id);
    },

    async updateRepository(id, patch) {
      const before = await repositoryWith(id);
      await kysely
        .updateTable('forge.repositories')
        .set({ ...columnsOf(patch), updated_at: sql<Date>`now()` })
        .where('id', '=', id)
        .execute()
        .catch(nameTaken(before.owner, patch.name ?? before.name));
      return repositoryWith(id);
    },

    async deleteRepository(id) {
      await kysely.deleteFrom('forge.repositories').where('id', '=', id).execute();
    },
  };
}

function columnsOf(patch: RepositoryPatch) {
  return {
    ...(patch.name !== undefined && { name: patch.name }),
    ...(patch.description !== undefined && { description: patch.description }),
    ...(patch.homepage !== undefined && { homepage: patch.homepage }),
    ...(patch.visibility !== undefined && { visibility: patch.visibility }),
    ...(patch.defaultBranch !== undefined && { default_branch: patch.defaultBranch }),
    ...(patch.topics !== undefined && { topics: JSON.stringify(patch.topics) }),
    ...(patch.archived !== undefined && { archived: patch.archived }),
    ...(patch.pushedAt !== undefined && { pushed_at: patch.pushedAt }),
  };
}

function nameTaken(owner: string, name: string): (error: unknown) => never {
  return (error) => {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    throw new PlatformError('scm.name-taken', `${owner} has a repository ${name} already.`, {
      cause: error,
      hint: 'Choose another name, or delete that repository first.',
    });
  };
}
