import { connect, createServer, type Server, type Socket } from 'node:net';
import { type Logger, messageOf } from '@infraforge/kernel';
import { emptyRoutingTable, type RoutingTable, targetsOf } from '@infraforge/workloads';

export type ServiceForwarder = {
  /** Listens on the addresses of the table's Services and nowhere else. */
  setRoutes(table: RoutingTable): void;
  close(): Promise<void>;
};

type Listener = { readonly server: Server; readonly sockets: Set<Socket> };

/** TCP from the address and port of a Service to its pods, as kube-proxy does: the pod is chosen per connection. */
export function createServiceForwarder(logger: Logger): ServiceForwarder {
  const listeners = new Map<string, Listener>();
  let table = emptyRoutingTable;
  let turn = 0;

  function connectTo(client: Socket, service: string, port: number): void {
    const targets = targetsOf(table, service, port);
    turn += 1;
    const target = targets[turn % Math.max(1, targets.length)];
    if (!target) {
      client.resetAndDestroy();
      return;
    }
    const pod = connect({ host: '127.0.0.1', port: target.port });
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

  function open(address: string, port: number, service: string): Listener {
    const sockets = new Set<Socket>();
    const server = createServer((client) => {
      sockets.add(client);
      client.once('close', () => sockets.delete(client));
      connectTo(client, service, port);
    });
    server.on('error', (error) =>
      logger.warn(
        `Service ${service} cannot be reached at ${address}:${port}: ${messageOf(error)}. Pods find it by its environment variables only.`,
      ),
    );
    server.listen({ host: address, port });
    return { server, sockets };
  }

  function shut({ server, sockets }: Listener): Promise<void> {
    return new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  }

  return {
    setRoutes(next) {
      table = next;
      const wanted = new Map(addresses(next));
      for (const [key, listener] of listeners) {
        if (wanted.has(key)) continue;
        listeners.delete(key);
        void shut(listener);
      }
      for (const [key, { address, port, service }] of wanted) {
        if (!listeners.has(key)) listeners.set(key, open(address, port, service));
      }
    },
    async close() {
      await Promise.all([...listeners.values()].map(shut));
      listeners.clear();
    },
  };
}

function addresses(table: RoutingTable) {
  return [...table.services].flatMap(([service, { clusterIP, ports }]) =>
    clusterIP === undefined
      ? []
      : ports.map(({ port }): [string, { address: string; port: number; service: string }] => [
          `${clusterIP}:${port} ${service}`,
          { address: clusterIP, port, service },
        ]),
  );
}
