import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type {
  CallerView,
  CreationView,
  LogLine,
  ServiceView,
} from '@infraforge/plugin-platform-common';
import { followEvents } from './event-stream';
import type { LogQuery, PlatformApi, StreamHandlers } from './platform-api';
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

  async listServices(): Promise<readonly ServiceView[]> {
    const list = await this.read<{ readonly items: readonly ServiceView[] }>('/services');
    return list.items;
  }

  getService(service: string): Promise<ServiceView> {
    return this.read(`/services/${name(service)}`);
  }

  getCreation(service: string, taskId: string): Promise<CreationView> {
    return this.read(`/services/${name(service)}/creation?taskId=${name(taskId)}`);
  }

  async syncApplication(application: string): Promise<void> {
    await this.send(`/applications/${name(application)}/sync`, { method: 'POST' });
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

  private async read<Value>(path: string): Promise<Value> {
    const response = await this.send(path);
    return (await response.json()) as Value;
  }
}
