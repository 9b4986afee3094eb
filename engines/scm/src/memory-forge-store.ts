import { type Clock, PlatformError, systemClock } from '@infraforge/kernel';
import { memoryHooks } from './memory-hooks.ts';
import { memoryPullRequests } from './memory-pull-requests.ts';
import type { ForgeStore } from './ports.ts';
import type { BranchProtection, Organization, Repository, RepositoryPatch } from './types.ts';

/** A forge store that forgets: for tests and dry runs. It runs the same contract suite as the one in PostgreSQL. */
export function memoryForgeStore(clock: Clock = systemClock): ForgeStore {
  const organizations = new Map<string, Organization>();
  const repositories = new Map<number, Repository>();
  const protections = new Map<string, BranchProtection>();
  const hooks = memoryHooks();
  const pulls = memoryPullRequests(clock);
  let lastId = 0;

  const find = (owner: string, name: string) =>
    [...repositories.values()].find((row) => same(row.owner, owner) && same(row.name, name));
  const key = (repositoryId: number, branch: string) => `${repositoryId}:${branch}`;

  return {
    ...hooks.store,
    ...pulls.store,
    organizations: async () => [...organizations.values()].sort(by((row) => row.login)),
    organization: async (login) => organizations.get(login.toLowerCase()),
    async ensureOrganization(login, description) {
      const there = organizations.get(login.toLowerCase());
      if (there) return there;
      lastId += 1;
      const made = { id: lastId, login, description, createdAt: clock.now() };
      organizations.set(login.toLowerCase(), made);
      return made;
    },
    repository: async (owner, name) => find(owner, name),
    repositoryById: async (id) => repositories.get(id),
    repositories: async (owner) =>
      [...repositories.values()]
        .filter((row) => same(row.owner, owner))
        .sort(by((row) => row.name)),
    async createRepository(owner, name, patch) {
      const organization = organizations.get(owner.toLowerCase());
      if (!organization) throw notFound(`the organisation '${owner}'`);
      if (find(owner, name)) throw nameTaken(owner, name);
      lastId += 1;
      const made = newRepository(lastId, organization.login, name, patch, clock.now());
      repositories.set(made.id, made);
      return made;
    },
    async updateRepository(id, patch) {
      const there = repositories.get(id);
      if (!there) throw notFound(`the repository ${id}`);
      const other = patch.name === undefined ? undefined : find(there.owner, patch.name);
      if (other && other.id !== id) throw nameTaken(there.owner, other.name);
      const changed = { ...there, ...patch, updatedAt: clock.now() };
      repositories.set(id, changed);
      return changed;
    },
    async deleteRepository(id) {
      repositories.delete(id);
      for (const [name, row] of protections) if (row.repositoryId === id) protections.delete(name);
      hooks.removeOfRepository(id);
      pulls.removeOfRepository(id);
    },
    protection: async (repositoryId, branch) => protections.get(key(repositoryId, branch)),
    protections: async (repositoryId) =>
      [...protections.values()]
        .filter((row) => row.repositoryId === repositoryId)
        .sort(by((row) => row.branch)),
    async saveProtection(row) {
      protections.set(key(row.repositoryId, row.branch), row);
    },
    removeProtection: async (repositoryId, branch) => protections.delete(key(repositoryId, branch)),
  };
}

function newRepository(
  id: number,
  owner: string,
  name: string,
  patch: RepositoryPatch,
  now: Date,
): Repository {
  return {
    description: '',
    homepage: '',
    visibility: 'public',
    defaultBranch: 'main',
    topics: [],
    archived: false,
    pushedAt: undefined,
    ...patch,
    id,
    owner,
    name,
    createdAt: now,
    updatedAt: now,
  };
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function by<Row>(textOf: (row: Row) => string): (left: Row, right: Row) => number {
  const lower = (row: Row) => textOf(row).toLowerCase();
  return (left, right) => (lower(left) < lower(right) ? -1 : lower(left) > lower(right) ? 1 : 0);
}

function notFound(what: string): PlatformError {
  return new PlatformError('scm.not-found', `The forge does not have ${what}`);
}

function nameTaken(owner: string, name: string): PlatformError {
  return new PlatformError('scm.name-taken', `The repository ${owner}/${name} is there already`, {
    hint: 'Choose another name',
  });
}
