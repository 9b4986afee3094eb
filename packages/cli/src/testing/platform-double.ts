import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  ApplicationDiffView,
  ApplicationView,
  CreationView,
  LogLine,
  ProblemDocument,
  ServiceView,
  TeamView,
  TokenView,
} from '@infraforge/plugin-platform-common';

/** What the double answers with. Tests change it while it runs. */
export type World = {
  services: ServiceView[];
  applications: ApplicationView[];
  differences: ApplicationDiffView['items'];
  teams: TeamView[];
  tokens: TokenView[];
  logs: LogLine[];
  groups: string[];
  /** What each GET of a creation answers, in turn; the last one again and again. */
  creations: CreationView[];
  /** How often a deleted service can still be read. */
  readsUntilGone: number;
  /** Answers for `METHOD /path` instead of the usual ones, in turn. */
  overrides: Record<string, Override[]>;
};

export type Override =
  | { readonly problem: Partial<ProblemDocument> & { readonly status: number } }
  | { readonly raw: string; readonly status: number; readonly type: string }
  | { readonly hangUp: true };

export type PlatformDouble = {
  readonly url: string;
  readonly world: World;
  /** `METHOD /path` of each request, with its body when it had one. */
  readonly requests: { readonly route: string; readonly body?: unknown }[];
  /** The query of each request, with its question mark. */
  readonly queries: string[];
  close(): Promise<void>;
};

export const validToken = 'ifp_0011_secret';

/** A real HTTP server that speaks the platform API's contract from memory. */
export async function startPlatformDouble(initial: Partial<World> = {}): Promise<PlatformDouble> {
  const world: World = {
    services: [],
    applications: [],
    differences: [],
    teams: [],
    tokens: [],
    logs: [],
    groups: ['payments'],
    creations: [],
    readsUntilGone: 0,
    overrides: {},
    ...initial,
  };
  const requests: PlatformDouble['requests'] = [];
  const queries: string[] = [];
  const server = createServer((request, response) => {
    queries.push(new URL(request.url ?? '/', 'http://double').search);
    void answer(request, response, world, requests);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    world,
    requests,
    queries,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
  requests: PlatformDouble['requests'],
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://double');
  const route = `${request.method} ${url.pathname.replace('/api/platform/v1', '')}`;
  const body = await bodyOf(request);
  requests.push(body === undefined ? { route } : { route, body });
  const override = world.overrides[route]?.shift();
  if (override) return answerOverride(response, override);
  if (request.headers.authorization !== `Bearer ${validToken}`) {
    return problem(response, {
      status: 401,
      code: 'auth.invalid',
      title: 'Not signed in',
      detail: 'The token is not known.',
    });
  }
  const [, collection = '', name = '', part = ''] =
    /^\S+ \/([^/]+)\/?([^/]*)\/?(.*)$/.exec(route) ?? [];
  const found = handlers[`${request.method} ${collection}${name && '/:name'}${part && `/${part}`}`];
  if (!found) return problem(response, missing('route', route));
  found({ response, url, world, name: decodeURIComponent(name), body });
}

type Call = {
  readonly response: ServerResponse;
  readonly url: URL;
  readonly world: World;
  readonly name: string;
  readonly body: unknown;
};

const succeeded = {
  phase: 'Succeeded',
  message: 'synced',
  startedAt: '2026-01-02T00:00:01Z',
  finishedAt: '2026-01-02T00:00:02Z',
};

const handlers: Readonly<Record<string, (call: Call) => void>> = {
  'GET me': ({ response, world }) =>
    json(response, 200, {
      subject: 'user:default/ana',
      displayName: 'Ana',
      role: 'member',
      groups: world.groups,
    }),
  'GET status': ({ response }) => json(response, 200, { version: '0.1.0' }),
  'GET teams': ({ response, world }) => json(response, 200, { items: world.teams }),
  'GET tokens': ({ response, world }) => json(response, 200, { items: world.tokens }),
  'POST tokens': ({ response, world, body }) => {
    const token = {
      id: '0022',
      subject: 'user:default/ana',
      createdAt: '2026-01-01T00:00:00Z',
      ...(body as { description: string }),
    };
    world.tokens.push(token);
    json(response, 201, { ...token, token: 'ifp_0022_new' });
  },
  'DELETE tokens/:name': ({ response, world, name }) => {
    world.tokens = world.tokens.filter(({ id }) => id !== name);
    response.writeHead(204).end();
  },
  'GET services': ({ response, world }) => json(response, 200, { items: world.services }),
  'POST services': ({ response, body }) =>
    json(response, 202, { name: (body as { name: string }).name, taskId: 'task-1' }),
  'GET services/:name': ({ response, world, name }) => {
    const service = world.services.find((candidate) => candidate.name === name);
    if (service?.state === 'deleting') {
      if (world.readsUntilGone === 0) return problem(response, missing('service', name));
      world.readsUntilGone -= 1;
    }
    return service ? json(response, 200, service) : problem(response, missing('service', name));
  },
  'DELETE services/:name': ({ response, world, name }) => {
    world.services = world.services.map((service) =>
      service.name === name ? { ...service, state: 'deleting' } : service,
    );
    json(response, 202, { name, state: 'deleting' });
  },
  'GET services/:name/creation': ({ response, world, name }) => {
    const creation = world.creations.length > 1 ? world.creations.shift() : world.creations[0];
    return creation ? json(response, 200, creation) : problem(response, missing('service', name));
  },
  'GET services/:name/logs': ({ response, url, world }) => {
    const pod = url.searchParams.get('pod');
    const tail = Number(url.searchParams.get('tail'));
    const lines = world.logs.filter((line) => !pod || line.pod === pod).slice(-tail);
    if (url.searchParams.get('follow') !== 'true') return json(response, 200, { items: lines });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(':\n\n');
    for (const line of lines) response.write(`event: log\ndata: ${JSON.stringify(line)}\n\n`);
    return undefined;
  },
  'GET applications': ({ response, world }) => json(response, 200, { items: world.applications }),
  'GET applications/:name': ({ response, world, name }) => {
    const found = world.applications.find((candidate) => candidate.name === name);
    return found ? json(response, 200, found) : problem(response, missing('application', name));
  },
  'GET applications/:name/history': ({ response, world, name }) => {
    const found = world.applications.find((candidate) => candidate.name === name);
    json(response, 200, { items: [...(found?.history ?? [])].reverse() });
  },
  'GET applications/:name/diff': ({ response, world, name }) =>
    json(response, 200, { name, items: world.differences }),
  'POST applications/:name/rollback': ({ response, world, name, body }) => {
    const { id: historyId, reason } = body as { id: number; reason?: string };
    world.applications = world.applications.map((candidate) =>
      candidate.name === name
        ? {
            ...candidate,
            pin: {
              historyId,
              revision: candidate.history.find(({ id }) => id === historyId)?.revision ?? '',
              by: 'user:default/ana',
              at: '2026-01-02T00:00:00Z',
              ...(reason && { reason }),
            },
            operation: succeeded,
          }
        : candidate,
    );
    json(response, 202, {});
  },
  'DELETE applications/:name/pin': ({ response, world, name }) => {
    world.applications = world.applications.map((candidate) => {
      const { pin: _pin, ...rest } = candidate;
      return candidate.name === name ? rest : candidate;
    });
    json(response, 202, {});
  },
  'POST applications/:name/sync': ({ response, world, name }) => {
    world.applications = world.applications.map((candidate) =>
      candidate.name === name
        ? {
            ...candidate,
            sync: 'Synced',
            operation: succeeded,
          }
        : candidate,
    );
    json(response, 202, {});
  },
};

function answerOverride(response: ServerResponse, override: Override): void {
  if ('hangUp' in override) response.destroy();
  else if ('raw' in override) {
    response.writeHead(override.status, { 'content-type': override.type }).end(override.raw);
  } else problem(response, override.problem);
}

function missing(kind: string, name: string) {
  return {
    status: 404,
    code: `${kind}.not-found`,
    title: 'Not found',
    detail: `There is no ${kind} "${name}".`,
    hint: `List what there is with: gaia get ${kind}s`,
  };
}

function problem(
  response: ServerResponse,
  document: Partial<ProblemDocument> & { readonly status: number },
): void {
  response
    .writeHead(document.status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: 'about:blank', ...document }));
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text ? JSON.parse(text) : undefined;
}
