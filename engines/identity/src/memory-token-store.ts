import type { TokenStore } from './ports.ts';
import type { StoredToken } from './types.ts';

/** Tokens in memory, for tests; the contract suite in tools/testkit runs on it and on PostgreSQL. */
export function memoryTokenStore(): TokenStore {
  const tokens = new Map<string, StoredToken>();
  return {
    find: async (id) => tokens.get(id),
    async insert(token) {
      if (tokens.has(token.id)) throw new Error(`a token ${token.id} is there already`);
      tokens.set(token.id, token);
    },
    list: async (subject) =>
      [...tokens.values()]
        .filter((token) => token.subject === subject)
        .sort((left, right) => left.createdAt.getTime() - right.createdAt.getTime()),
    remove: async (id) => tokens.delete(id),
  };
}
