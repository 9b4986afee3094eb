import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
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
import { followEvents } from './event-stream';
import type { LogQuery, Objection, PlatformApi, PodName, StreamHandlers } from './platform-api';
import { requestErrorOf } from './request-error';

interface Dependencies {
  readonly discoveryApi: DiscoveryApi;
  readonly fetchApi: FetchApi;
}

const name = encodeURIComponent;

/** The platform API over HTTP, with the user's token. */
export class PlatformClient implements PlatformApi {
  private readonly deps: Dependencies;

  constructor(deps: Dependencies) {
    this.deps = deps;
  }

  getCaller(): Promise<CallerView> {
    return this.read('/me');
  }

  listServices(): Promise<readonly ServiceView[]> {
    return this.list('/services');
  }

  getService(service: string): Promise<ServiceView> {
    return this.read(`/services/${name(service)}`);
  }

  getCreation(service: string, taskId: string): Promise<CreationView> {
    return this.read(`/services/${name(service)}/creation?taskId=${name(taskId)}`);
  }

  async syncApplication(application: string, options: SyncApplication = {}): Promise<void> {
    await this.post(`/applications/${name(application)}/sync`, options);
  }

  async trySync(application: string, options: SyncApplication): Promise<DryRunView> {
    const path = `/applications/${name(application)}/sync`;
    const response = await this.post(path, { ...options, dryRun: true });
    return (await response.json()) as DryRunView;
  }

  async rollbackApplication(application: string, to: RollbackApplication): Promise<void> {
    await this.post(`/applications/${name(application)}/rollback`, to);
  }

  async endPin(application: string): Promise<void> {
    await this.send(`/applications/${name(application)}/pin`, { method: 'DELETE' });
  }

  listApplications(): Promise<readonly ApplicationView[]> {
    return this.list('/applications');
  }

  getApplication(application: string): Promise<ApplicationView> {
    return this.read(`/applications/${name(application)}`);
  }

  getApplicationDiff(application: string): Promise<ApplicationDiffView> {
    return this.read(`/applications/${name(application)}/diff`);
  }

  getCluster(): Promise<ClusterView> {
    return this.read('/cluster');
  }

  listWorkloads(): Promise<readonly WorkloadView[]> {
    return this.list('/cluster/workloads');
  }

  listPods(): Promise<readonly ClusterPodView[]> {
    return this.list('/cluster/pods');
  }

  listEvents(): Promise<readonly EventView[]> {
    return this.list('/cluster/events');
  }

  followPodLog(pod: PodName, tail: number, handlers: StreamHandlers<LogLine>): Promise<void> {
    const path = `/cluster/pods/${name(pod.namespace)}/${name(pod.name)}/log?tail=${tail}`;
    return this.follow(path, 'log', handlers);
  }

  getObjections(service: string, team: string): Promise<readonly Objection[]> {
    return this.list(`/services/${name(service)}/admission?team=${name(team)}`);
  }

  async deleteService(service: string): Promise<void> {
    await this.send(`/services/${name(service)}`, { method: 'DELETE' });
  }

  watchService(service: string, handlers: StreamHandlers<ServiceView>): Promise<void> {
    return this.follow(`/services/${name(service)}/stream`, 'service', handlers);
  }

  followLog(service: string, query: LogQuery, handlers: StreamHandlers<LogLine>): Promise<void> {
    const parameters = new URLSearchParams({
      environment: query.environment,
      tail: String(query.tail),
      follow: 'true',
    });
    return this.follow(`/services/${name(service)}/logs?${parameters}`, 'log', handlers);
  }

  private follow<Value>(
    path: string,
    event: string,
    handlers: StreamHandlers<Value>,
  ): Promise<void> {
    return followEvents({
      open: async (lastEventId, signal) =>
        this.deps.fetchApi.fetch(await this.url(path), {
          signal,
          headers: {
            accept: 'text/event-stream',
            ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
          },
        }),
      onEvent: (message) => {
        if (message.event === event) handlers.onValue(JSON.parse(message.data) as Value);
      },
      ...(handlers.onState && { onState: handlers.onState }),
      signal: handlers.signal,
    });
  }

  private async url(path: string): Promise<string> {
    return `${await this.deps.discoveryApi.getBaseUrl('platform')}/v1${path}`;
  }

  private async send(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.deps.fetchApi.fetch(await this.url(path), init);
    if (!response.ok) throw await requestErrorOf(response);
    return response;
  }

  private post(path: string, body: unknown): Promise<Response> {
    return this.send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  private async list<Item>(path: string): Promise<readonly Item[]> {
    const { items } = await this.read<{ readonly items: readonly Item[] }>(path);
    return items;
  }

  private async read<Value>(path: string): Promise<Value> {
    const response = await this.send(path);
    return (await response.json()) as Value;
  }
}
