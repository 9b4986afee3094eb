import { type Clock, systemClock } from '@infraforge/kernel';
import type { ServiceRegister } from './ports.ts';
import type { RegisteredService } from './types.ts';

/** A register in memory, for tests; the contract suite in tools/testkit runs on it and on PostgreSQL. */
export function memoryServiceRegister(clock: Clock = systemClock): ServiceRegister {
  const services = new Map<string, RegisteredService>();
  return {
    async reserve(service) {
      const holder = services.get(service.name);
      if (holder) return { ok: false, holder };
      services.set(service.name, { ...service, createdAt: clock.now() });
      return { ok: true };
    },
    find: async (name) => services.get(name),
    list: async () =>
      [...services.values()].sort((left, right) => (left.name < right.name ? -1 : 1)),
    async change(name, patch, expected) {
      const before = services.get(name);
      if (!before || (expected && before.state !== expected)) return undefined;
      const after = { ...before, ...patch };
      services.set(name, after);
      return after;
    },
    remove: async (name) => services.delete(name),
  };
}
