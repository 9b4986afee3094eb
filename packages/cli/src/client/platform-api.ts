import type {
  ApplicationDiffView,
  ApplicationHistoryEntryView,
  ApplicationView,
  CallerView,
  CreateService,
  CreationView,
  DryRunView,
  LogLine,
  RollbackApplication,
  ServiceView,
  SyncApplication,
  TeamView,
  TokenView,
} from '@infraforge/plugin-platform-common';
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { createHttpClient, type ServerEvent } from './http.ts';
import { resolveServerAccess, type ServerAccess } from './server-access.ts';

type List<T> = { readonly items: readonly T[] };

/** Which lines of a service's log are wanted. */
export type LogQuery = {
  readonly environment: string;
  readonly pod?: string;
  /** How many of the last lines to begin with. */
  readonly tail: number;
};

/** The platform API as commands call it. Every method throws `PlatformError`. */
export type PlatformApi = {
  readonly access: ServerAccess;
  me(): Promise<CallerView>;
  status(timeoutMilliseconds: number): Promise<Readonly<Record<string, unknown>>>;
  teams(): Promise<readonly TeamView[]>;
  services(timeoutMilliseconds?: number): Promise<readonly ServiceView[]>;
  service(name: string): Promise<ServiceView>;
  /** Of the task, while it has not got the name. */
  creation(name: string, taskId: string): Promise<CreationView>;
  createService(
    request: CreateService,
  ): Promise<{ readonly name: string; readonly taskId: string }>;
  deleteService(name: string): Promise<void>;
  logs(name: string, query: LogQuery): Promise<readonly LogLine[]>;
  followLogs(name: string, query: LogQuery): AsyncIterable<ServerEvent>;
  applications(
    filter?: ApplicationFilter,
    timeoutMilliseconds?: number,
  ): Promise<readonly ApplicationView[]>;
  application(name: string): Promise<ApplicationView>;
  diffApplication(name: string): Promise<ApplicationDiffView>;
  /** Newest first. */
  applicationHistory(name: string): Promise<readonly ApplicationHistoryEntryView[]>;
  syncApplication(name: string, request?: SyncApplication): Promise<unknown>;
  trySync(name: string, request: SyncApplication): Promise<DryRunView>;
  rollbackApplication(name: string, request: RollbackApplication): Promise<unknown>;
  endPin(name: string): Promise<unknown>;
  tokens(): Promise<readonly TokenView[]>;
  createToken(request: TokenRequest): Promise<TokenView & { readonly token: string }>;
  deleteToken(id: string): Promise<void>;
};

export type TokenRequest = {
  readonly description: string;
  readonly scopes?: readonly string[];
  /** RFC 3339. */
  readonly expiresAt?: string;
};

/** Each narrows. */
export type ApplicationFilter = {
  readonly project?: string;
  readonly team?: string;
  readonly sync?: string;
  readonly health?: string;
};

/** The API of the platform that the flags, the environment or the login of this user name. */
export function platformApi(context: CommandContext, command: Command): PlatformApi {
  const access = resolveServerAccess(context, globalOptions(command));
  const http = createHttpClient(access, context.signal);
  const items = async <T>(path: string, timeoutMilliseconds?: number) =>
    (await http.get<List<T>>(path, timeoutMilliseconds ? { timeoutMilliseconds } : {})).items;
  const service = (name: string) => `/services/${encodeURIComponent(name)}`;
  const application = (name: string) => `/applications/${encodeURIComponent(name)}`;
  const logs = (name: string, { environment, pod, tail }: LogQuery, follow: boolean) => {
    const query = new URLSearchParams({ environment, tail: String(tail) });
    if (pod) query.set('pod', pod);
    if (follow) query.set('follow', 'true');
    return `${service(name)}/logs?${query}`;
  };
  return {
    access,
    me: () => http.get('/me'),
    status: (timeoutMilliseconds) => http.get('/status', { timeoutMilliseconds }),
    teams: () => items('/teams'),
    services: (timeout) => items('/services', timeout),
    service: (name) => http.get(service(name)),
    creation: (name, taskId) =>
      http.get(`${service(name)}/creation?${new URLSearchParams({ taskId })}`),
    createService: (request) => http.post('/services', request),
    deleteService: (name) => http.delete(service(name)),
    logs: (name, query) => items(logs(name, query, false)),
    followLogs: (name, query) => http.events(logs(name, query, true)),
    applications: (filter = {}, timeout) => {
      const query = new URLSearchParams(filter).toString();
      return items(query ? `/applications?${query}` : '/applications', timeout);
    },
    application: (name) => http.get(application(name)),
    diffApplication: (name) => http.get(`${application(name)}/diff`),
    applicationHistory: (name) => items(`${application(name)}/history`),
    syncApplication: (name, request) => http.post(`${application(name)}/sync`, request),
    trySync: (name, request) =>
      http.post(`${application(name)}/sync`, { ...request, dryRun: true }),
    rollbackApplication: (name, request) => http.post(`${application(name)}/rollback`, request),
    endPin: (name) => http.delete(`${application(name)}/pin`),
    tokens: () => items('/tokens'),
    createToken: (request) => http.post('/tokens', request),
    deleteToken: (id) => http.delete(`/tokens/${encodeURIComponent(id)}`),
  };
}
