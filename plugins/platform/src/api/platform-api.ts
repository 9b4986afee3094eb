import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  CallerView,
  CreationView,
  LogLine,
  ServiceView,
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

/** What the portal asks the platform. Every method throws RequestError when the platform refuses. */
export interface PlatformApi {
  getCaller(): Promise<CallerView>;
  listServices(): Promise<readonly ServiceView[]>;
  getService(name: string): Promise<ServiceView>;
  /** How far a creation is, as whoever started this task is to be told. */
  getCreation(name: string, taskId: string): Promise<CreationView>;
  /** Brings an Application to what its repository says now. */
  syncApplication(name: string): Promise<void>;
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
