import type {
  CallerView,
  CreationView,
  LogLine,
  ServiceView,
} from '@infraforge/plugin-platform-common';
import type { PlatformApi } from '../api/platform-api';
import { RequestError } from '../api/request-error';

interface Held {
  readonly services?: readonly ServiceView[];
  readonly lines?: readonly LogLine[];
  readonly caller?: Partial<CallerView>;
  /** What is answered in turn. */
  readonly creations?: CreationView[];
}

/** A platform that holds what a test gives it and remembers what it was asked to do. */
export interface PlatformDouble extends PlatformApi {
  readonly synced: string[];
  readonly deleted: string[];
}

export function platformDouble(held: Held): PlatformDouble {
  const synced: string[] = [];
  const deleted: string[] = [];
  const find = (name: string) => {
    const service = held.services?.find((candidate) => candidate.name === name);
    if (service) return service;
    throw new RequestError(
      404,
      'service_not_found',
      `There is no service "${name}".`,
      'See gaia get services.',
    );
  };
  return {
    synced,
    deleted,
    getCaller: async () => ({
      subject: 'user:default/ana',
      displayName: 'Ana',
      role: 'member',
      groups: ['group:default/payments'],
      ...held.caller,
    }),
    listServices: async () => held.services ?? [],
    getService: async (name) => find(name),
    getCreation: async (name) => {
      const creation = held.creations?.shift();
      return creation ?? Promise.reject(new RequestError(404, 'service.not-found', `No ${name}.`));
    },
    syncApplication: async (name) => {
      synced.push(name);
    },
    deleteService: async (name) => {
      deleted.push(name);
    },
    watchService: async (name, { onValue, onState }) => {
      onState?.('open');
      onValue(find(name));
    },
    followLog: async (_name, _query, { onValue, onState }) => {
      onState?.('open');
      held.lines?.forEach(onValue);
    },
  };
}
