import type { ForgeStore } from './ports.ts';
import type { Delivery, Hook } from './types.ts';

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

/** The part of the memory store that keeps hooks and their deliveries. */
export function memoryHooks(): { store: HookStore; removeOfRepository(id: number): void } {
  const hooks = new Map<number, Hook>();
  const deliveries = new Map<string, Delivery>();
  let lastId = 0;

  const of = (organization: string, repositoryId: number | undefined) =>
    [...hooks.values()].filter(
      (hook) =>
        hook.organization.toLowerCase() === organization.toLowerCase() &&
        hook.repositoryId === repositoryId,
    );

  const store: HookStore = {
    hooksFor: async ({ owner, id }) => [...of(owner, undefined), ...of(owner, id)],
    hooks: async (organization, repositoryId) => of(organization, repositoryId),
    async saveHook(hook) {
      const there = of(hook.organization, hook.repositoryId).find(({ url }) => url === hook.url);
      if (!there) lastId += 1;
      const saved = { ...hook, id: there?.id ?? lastId };
      hooks.set(saved.id, saved);
      return saved;
    },
    removeHook: async (id) => hooks.delete(id),
    async insertDeliveries(rows) {
      for (const row of rows) {
        deliveries.set(row.id, { ...row, attempts: 0, deliveredAt: undefined, status: undefined });
      }
    },
    pendingDeliveries: async (maxAttempts, limit) =>
      [...deliveries.values()]
        .filter((row) => row.deliveredAt === undefined && row.attempts < maxAttempts)
        .sort((left, right) => left.createdAt.getTime() - right.createdAt.getTime())
        .slice(0, limit),
    async recordAttempt(id, outcome) {
      const row = deliveries.get(id);
      if (row) deliveries.set(id, { ...row, ...outcome, attempts: row.attempts + 1 });
    },
  };
  return {
    store,
    removeOfRepository(id) {
      for (const hook of hooks.values()) if (hook.repositoryId === id) hooks.delete(hook.id);
    },
  };
}
