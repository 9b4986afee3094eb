import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  ApplicationDiffView,
  ApplicationView,
  CallerView,
  ClusterPodView,
  ClusterView,
  CreationView,
  DryRunView,
  EventView,
  LogLine,
  RollbackApplication,
  ServiceView,
  SyncApplication,
  WorkloadView,
} from '@infraforge/plugin-platform-common';

export interface StreamHandlers<Value> {
  readonly onValue: (value: Value) => void;
  readonly onState?: (state: 'open' | 'lost') => void;
  readonly signal: AbortSignal;
}

export interface LogQuery {
  readonly environment: string;
  /** Lines of the past that come first. */
  readonly tail: number;
}

export interface PodName {
  readonly namespace: string;
  readonly name: string;
}

/** One reason why a service cannot be made. */
export interface Objection {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** The field that it is about. */
  readonly path?: string;
}

/** What the portal asks the platform. Every method throws RequestError when the platform refuses. */
export interface PlatformApi {
  getCaller(): Promise<CallerView>;
  listServices(): Promise<readonly ServiceView[]>;
  getService(name: string): Promise<ServiceView>;
  /** How far a creation is, as whoever started this task is to be told. */
  getCreation(name: string, taskId: string): Promise<CreationView>;
  /** Brings an Application to what its repository says now. */
  syncApplication(name: string, options?: SyncApplication): Promise<void>;
  /** What a sync would do; nothing is written. */
  trySync(name: string, options: SyncApplication): Promise<DryRunView>;
  /** Goes back to an entry of the history and stays there until `endPin`. */
  rollbackApplication(name: string, to: RollbackApplication): Promise<void>;
  endPin(name: string): Promise<void>;
  listApplications(): Promise<readonly ApplicationView[]>;
  getApplication(name: string): Promise<ApplicationView>;
  /** What a sync would change now. */
  getApplicationDiff(name: string): Promise<ApplicationDiffView>;
  getCluster(): Promise<ClusterView>;
  listWorkloads(): Promise<readonly WorkloadView[]>;
  listPods(): Promise<readonly ClusterPodView[]>;
  /** Of the caller's own namespaces, the newest first. */
  listEvents(): Promise<readonly EventView[]>;
  /** Sends the end of one pod's log and each new line, until the signal aborts. */
  followPodLog(pod: PodName, tail: number, handlers: StreamHandlers<LogLine>): Promise<void>;
  /** What speaks against making this service for the team; empty when nothing does. */
  getObjections(name: string, team: string): Promise<readonly Objection[]>;
  deleteService(name: string): Promise<void>;
  /** Sends the service at once and after each change, until the signal aborts. */
  watchService(name: string, handlers: StreamHandlers<ServiceView>): Promise<void>;
  /** Sends the log's end and each new line, until the signal aborts. */
  followLog(name: string, query: LogQuery, handlers: StreamHandlers<LogLine>): Promise<void>;
}

export const platformApiRef = createApiRef<PlatformApi>().with({
  id: 'plugin.platform.client',
  pluginId: 'platform',
});
