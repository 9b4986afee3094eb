import type {
  ApplicationDiffView,
  ApplicationView,
  CallerView,
  ClusterPodView,
  ClusterView,
  CreationView,
  EventView,
  LogLine,
  RollbackApplication,
  ServiceView,
  SyncApplication,
  WorkloadView,
} from '@infraforge/plugin-platform-common';
import type { Objection, PlatformApi } from '../api/platform-api';
import { RequestError } from '../api/request-error';

interface Held {
  readonly services?: readonly ServiceView[];
  readonly lines?: readonly LogLine[];
  readonly applications?: readonly ApplicationView[];
  readonly diff?: ApplicationDiffView['items'];
  readonly cluster?: ClusterView;
  readonly workloads?: readonly WorkloadView[];
  readonly pods?: readonly ClusterPodView[];
  readonly events?: readonly EventView[];
  /** By name of the service. */
  readonly objections?: Readonly<Record<string, readonly Objection[]>>;
  readonly caller?: Partial<CallerView>;
  /** What is answered in turn. */
  readonly creations?: CreationView[];
}

/** A platform that holds what a test gives it and remembers what it was asked to do. */
export interface PlatformDouble extends PlatformApi {
  readonly synced: string[];
  readonly syncOptions: SyncApplication[];
  readonly rolledBack: RollbackApplication[];
  readonly unpinned: string[];
  readonly deleted: string[];
}

export function platformDouble(held: Held): PlatformDouble {
  const synced: string[] = [];
  const syncOptions: SyncApplication[] = [];
  const rolledBack: RollbackApplication[] = [];
  const unpinned: string[] = [];
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
    syncOptions,
    rolledBack,
    unpinned,
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
    syncApplication: async (name, options = {}) => {
      synced.push(name);
      syncOptions.push(options);
    },
    trySync: async (name) => ({
      name,
      revision: '3f2c1a9b8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a',
      items: [
        {
          group: 'apps',
          kind: 'Deployment',
          namespace: 'x',
          name: 'orders',
          message: 'configured',
        },
      ],
    }),
    rollbackApplication: async (_name, to) => {
      rolledBack.push(to);
    },
    endPin: async (name) => {
      unpinned.push(name);
    },
    listApplications: async () => held.applications ?? [],
    getApplication: async (name) => {
      const application = held.applications?.find((candidate) => candidate.name === name);
      if (application) return application;
      throw new RequestError(404, 'application.not-found', `There is no application "${name}".`);
    },
    getApplicationDiff: async (name) => ({ name, items: held.diff ?? [] }),
    getCluster: async () => held.cluster ?? { isolation: { level: 'unknown' }, namespaces: [] },
    listWorkloads: async () => held.workloads ?? [],
    listPods: async () => held.pods ?? [],
    listEvents: async () => held.events ?? [],
    followPodLog: async (_pod, _tail, { onValue, onState }) => {
      onState?.('open');
      held.lines?.forEach(onValue);
    },
    getObjections: async (name) => held.objections?.[name] ?? [],
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
