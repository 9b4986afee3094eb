import { connect, createServer, type Socket } from 'node:net';
import { hasCode, type Logger, messageOf } from '@infraforge/kernel';
import { emptyRoutingTable, type RoutingTable, targetsOf } from '@infraforge/workloads';
import { reachablePort } from './service-ports.ts';

export type ServiceForwarder = {
  /** Listens on the addresses of the table's Services and nowhere else. */
  setRoutes(table: RoutingTable): void;
  close(): Promise<void>;
};

type Address = { readonly address: string; readonly port: number; readonly service: string };
type Listener = { close(): Promise<void> };

/** An address may be held for a moment by a kubelet that is ending. */
const RETRY_MS = 2000;

/**
 * TCP from the address and port of a Service to its pods, as kube-proxy does: the pod is chosen per connection. Ports
 * below `firstOpenPort` cannot be listened on; their Services answer at `reachablePort`.
 */
export function createServiceForwarder(options: {
  readonly logger: Logger;
  readonly firstOpenPort: number;
}): ServiceForwarder {
  const { logger } = options;
  const listeners = new Map<string, Listener>();
  let table = emptyRoutingTable;
  let turn = 0;

  function connectTo(client: Socket, { service, port }: Address): void {
    const targets = targetsOf(table, service, port);
    turn += 1;
    const target = targets[turn % Math.max(1, targets.length)];
    if (target) join(client, target.port);
    else client.resetAndDestroy();
  }

  return {
    setRoutes(next) {
      table = next;
      const wanted = addresses(next);
      for (const [key, listener] of listeners) {
        if (wanted.has(key)) continue;
        listeners.delete(key);
        void listener.close();
      }
      for (const [key, address] of wanted) {
        if (listeners.has(key)) continue;
        listeners.set(
          key,
          listen(
            { ...address, port: reachablePort(address.port, options.firstOpenPort) },
            (client) => connectTo(client, address),
            logger,
          ),
        );
      }
    },
    async close() {
      await Promise.all([...listeners.values()].map((listener) => listener.close()));
      listeners.clear();
    },
  };
}

function listen(
  { address, port, service }: Address,
  onClient: (client: Socket) => void,
  logger: Logger,
): Listener {
  const sockets = new Set<Socket>();
  let timer: NodeJS.Timeout | undefined;
  let hasWarned = false;
  const server = createServer((client) => {
    sockets.add(client);
    client.once('close', () => sockets.delete(client));
    onClient(client);
  });
  const open = () => server.listen({ host: address, port });
  server.on('error', (error) => {
    if (!hasWarned) logger.warn(unreachable(service, address, port, error));
    hasWarned = true;
    if (hasCode(error, 'EADDRINUSE')) timer = setTimeout(open, RETRY_MS);
  });
  open();
  return {
    close() {
      clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function unreachable(service: string, address: string, port: number, error: Error): string {
  return `Pods cannot reach Service ${service} at ${address}:${port}: ${messageOf(error)}.`;
}

function join(client: Socket, port: number): void {
  const pod = connect({ host: '127.0.0.1', port });
  pod.setNoDelay(true);
  client.setNoDelay(true);
  client.pipe(pod).pipe(client);
  const end = () => {
    pod.destroy();
    client.destroy();
  };
  for (const socket of [pod, client]) {
    socket.on('error', end);
    socket.once('close', end);
  }
}

function addresses(table: RoutingTable): ReadonlyMap<string, Address> {
  const found = [...table.services].flatMap(([service, { clusterIP, ports }]) =>
    clusterIP === undefined ? [] : ports.map(({ port }) => ({ address: clusterIP, port, service })),
  );
  return new Map(found.map((each) => [`${each.address}:${each.port} ${each.service}`, each]));
}
