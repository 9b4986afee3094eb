import { type Clock, PlatformError } from '@infraforge/kernel';
import type { ForgeStore } from './ports.ts';
import type { PullRequest } from './types.ts';

type PullRequestStore = Pick<
  ForgeStore,
  'pullRequests' | 'pullRequest' | 'createPullRequest' | 'updatePullRequest'
>;

/** The part of the memory store that keeps pull requests. */
export function memoryPullRequests(clock: Clock): {
  store: PullRequestStore;
  removeOfRepository(id: number): void;
} {
  const pulls = new Map<number, PullRequest>();
  let lastId = 0;

  const of = (repositoryId: number) =>
    [...pulls.values()].filter((pull) => pull.repositoryId === repositoryId);

  const store: PullRequestStore = {
    pullRequests: async (repositoryId) =>
      of(repositoryId).sort((left, right) => right.number - left.number),
    pullRequest: async (repositoryId, number) =>
      of(repositoryId).find((pull) => pull.number === number),
    async createPullRequest(pull) {
      lastId += 1;
      const number = Math.max(0, ...of(pull.repositoryId).map((other) => other.number)) + 1;
      const now = clock.now();
      const made = { ...pull, id: lastId, number, createdAt: now, updatedAt: now };
      pulls.set(made.id, made);
      return made;
    },
    async updatePullRequest(id, patch) {
      const there = pulls.get(id);
      if (!there) {
        throw new PlatformError('scm.not-found', `The forge does not have the pull request ${id}`);
      }
      const changed = { ...there, ...patch, updatedAt: clock.now() };
      pulls.set(id, changed);
      return changed;
    },
  };
  return {
    store,
    removeOfRepository(id) {
      for (const pull of of(id)) pulls.delete(pull.id);
    },
  };
}
