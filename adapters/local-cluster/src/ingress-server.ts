import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { type Logger, messageOf } from '@infraforge/kernel';
import {
  findRoute,
  hostIn,
  type RoutingTable,
  type Target,
  targetsOf,
} from '@infraforge/workloads';
import { forward, type RetryableBody } from './forward-request.ts';
import { forwardUpgrade } from './forward-upgrade.ts';
import type { IngressCertificates } from './ingress-certificates.ts';
import { type IngressPage, renderPage } from './ingress-pages.ts';
import { createUpstreams } from './upstreams.ts';

export type IngressServer = {
  readonly port: number;
  /** Undefined when it does not speak TLS. */
  readonly tlsPort: number | undefined;
  /** Each request that begins from now on is routed by this table. Before the first one requests wait for a moment. */
  setRoutes(table: RoutingTable): void;
  /** Resolves when no request to the pod is under way any more, or at the time limit. */
  drained(podUid: string, limitMs: number): Promise<void>;
  close(): Promise<void>;
};

export type IngressOptions = {
  readonly host: string;
  readonly port: number;
  /** Beside plain HTTP, the same over TLS. */
  readonly tls?: { readonly port: number; readonly certificates: IngressCertificates };
  readonly logger: Logger;
};

type Route = {
  readonly namespace: string;
  readonly service: string;
  readonly port?: string | number | undefined;
};
/** Ports that did not answer this request. */
type Tried = ReadonlySet<number>;

/** Bodies up to this size are kept until there is an answer, so that the request can be repeated. */
const REPLAY_LIMIT_BYTES = 64 * 1024;
/** How long a request waits for a pod to become ready before it is told that none is. */
const WAIT_FOR_READY_MS = 1000;
const MAX_ATTEMPTS = 4;

/** The HTTP ingress of the local cluster: one address, routed by host and path to the pods that are ready. */
export async function startIngress(options: IngressOptions): Promise<IngressServer> {
  const upstreams = createUpstreams();
  const changed = new Set<() => void>();
  const sockets = new Set<Socket>();
  let table: RoutingTable | undefined;
  let turn = 0;

  function pick(from: RoutingTable, { namespace, service, port }: Route, tried: Tried) {
    const targets = targetsOf(from, `${namespace}/${service}`, port);
    const fresh = targets.filter((target) => !tried.has(target.port));
    const best = fresh.length > 0 ? fresh : targets;
    turn += 1;
    return best[turn % Math.max(1, best.length)];
  }

  /** Where the request goes now, or what it is told when nothing changes that. */
  function look(request: IncomingMessage, tried: Tried): Target | IngressPage {
    if (!table) return startingPage;
    const pathname = pathOf(request.url ?? '/');
    const found = findRoute(table, request.headers.host ?? '', pathname);
    if (found.kind !== 'route') return notFoundPage(request, pathname, found.kind, table);
    return pick(table, found.route, tried) ?? notReadyPage(found.route);
  }

  async function target(request: IncomingMessage, tried: Tried): Promise<Target | IngressPage> {
    const end = Date.now() + WAIT_FOR_READY_MS;
    for (;;) {
      const found = look(request, tried);
      const left = end - Date.now();
      const mayChange = 'status' in found && found.status === 503;
      if (!mayChange || left <= 0 || request.destroyed) return found;
      await nextChange(changed, left);
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await replayable(request);
    const tried = new Set<number>();
    for (let attempt = 1; ; attempt += 1) {
      const chosen = await target(request, tried);
      if ('status' in chosen) return sendPage(chosen, request, response);
      const done = upstreams.begin(chosen.podUid);
      const pool = upstreams.pool(chosen.port);
      const outcome = await forward(pool, request, response, body).finally(done);
      if (outcome.kind === 'done') return;
      tried.add(chosen.port);
      if (!outcome.mayRepeat || attempt >= MAX_ATTEMPTS) {
        return sendPage(failedPage(outcome.error), request, response);
      }
    }
  }

  /** The context of a host that is served; handshakes for others end. */
  async function contextOf(name: string): Promise<SecureContext | undefined> {
    const host = table && (name === 'localhost' ? name : hostIn(table, name));
    return host ? options.tls?.certificates(host) : undefined;
  }

  const settings = { keepAliveTimeout: 65_000, requestTimeout: 0 };
  const http = createServer(settings);
  const https =
    options.tls &&
    createTlsServer({
      ...settings,
      SNICallback(name, done) {
        contextOf(name.toLowerCase()).then(
          (context) => done(context ? null : new Error(`unknown host ${name}`), context),
          (error: Error) => done(error),
        );
      },
    });
  const servers: readonly Server[] = https ? [http, https] : [http];
  for (const one of servers) serve(one);

  function serve(one: Server): void {
    one.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    one.on('request', (request: IncomingMessage, response: ServerResponse) => {
      answer(request, response).catch((error: unknown) => {
        options.logger.error(
          `The ingress failed on ${request.method} ${request.headers.host}${request.url}: ${messageOf(error)}`,
        );
        response.destroy();
      });
    });
    one.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      const forwarded = target(request, new Set()).then((chosen) => {
        if ('status' in chosen) {
          socket.end(`HTTP/1.1 ${chosen.status} ${chosen.title}\r\nconnection: close\r\n\r\n`);
          return;
        }
        const done = upstreams.begin(chosen.podUid);
        socket.once('close', done);
        forwardUpgrade(request, socket, head, chosen.port);
      });
      forwarded.catch(() => socket.destroy());
    });
  }
  await listen(http, options.host, options.port);
  if (https) await listen(https, options.host, options.tls?.port ?? 0);

  const server: IngressServer = {
    port: (http.address() as AddressInfo).port,
    tlsPort: (https?.address() as AddressInfo | undefined)?.port,
    setRoutes(next) {
      table = next;
      upstreams.keepOnly(portsOf(next));
      for (const wake of [...changed]) wake();
    },
    drained: (podUid, limitMs) => upstreams.drained(podUid, limitMs),
    async close() {
      const closed = Promise.all(
        servers.map((one) => new Promise<void>((resolve) => one.close(() => resolve()))),
      );
      for (const socket of sockets) socket.destroy();
      await closed;
      await upstreams.close();
    },
  };
  return server;
}

/** The path of a request target, as it was sent: a service sees the same one. */
function pathOf(target: string): string {
  const [path = '/'] = target.replace(/^https?:\/\/[^/?#]*/i, '').split('?', 1);
  return path.startsWith('/') ? path : `/${path}`;
}

/** A small body of known length is read first; a large one is streamed and cannot be repeated. */
async function replayable(request: IncomingMessage): Promise<RetryableBody> {
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  const isChunked = request.headers['transfer-encoding'] !== undefined;
  if (!isChunked && (Number.isNaN(length) || length === 0)) return { kind: 'none' };
  if (isChunked || length > REPLAY_LIMIT_BYTES) return { kind: 'stream' };
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return { kind: 'bytes', bytes: Buffer.concat(chunks) };
}

function portsOf(table: RoutingTable): ReadonlySet<number> {
  const ports = new Set<number>();
  for (const service of table.services.values()) {
    for (const { targets } of service.ports) for (const target of targets) ports.add(target.port);
  }
  return ports;
}

function sendPage(page: IngressPage, request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { localPort = 0 } = request.socket;
  const { type, body } = renderPage(page, request, localPort);
  response.writeHead(page.status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(page.status === 503 ? { 'retry-after': '1' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  request.resume();
}

function notFoundPage(
  request: IncomingMessage,
  path: string,
  kind: 'unknown-host' | 'unknown-path',
  table: RoutingTable,
): IngressPage {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (kind === 'unknown-path') {
    return {
      status: 404,
      title: 'No such path',
      detail: `No Ingress of ${host} serves ${path}.`,
      hosts: [],
    };
  }
  return {
    status: 404,
    title: 'Unknown host',
    detail: `No Ingress serves the host "${host}".`,
    hosts: [...table.hosts.keys()].sort(),
  };
}

/** The kubelet has just been started and does not know yet what there is: nothing is missing. */
const startingPage: IngressPage = {
  status: 503,
  title: 'Starting',
  detail: 'The ingress has just been started and does not know its routes yet.',
  hosts: [],
};

function notReadyPage({ namespace, service }: Route): IngressPage {
  return {
    status: 503,
    title: 'Not ready',
    detail: `Service ${service} in namespace ${namespace} has no pod that is ready. It may be starting, or its pods fail: their status says why.`,
    hosts: [],
  };
}

function failedPage(error: unknown): IngressPage {
  return {
    status: 502,
    title: 'Bad gateway',
    detail: `The service broke the connection off before it answered: ${messageOf(error)}.`,
    hosts: [],
  };
}

function nextChange(changed: Set<() => void>, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(wake, limitMs);
    function wake(): void {
      clearTimeout(timer);
      changed.delete(wake);
      resolve();
    }
    changed.add(wake);
  });
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
