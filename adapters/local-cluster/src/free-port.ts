import { createServer } from 'node:net';
import { PlatformError } from '@infraforge/kernel';

/** Below the range from which Linux takes the ports of outgoing connections. */
const FIRST = 20_000;
const COUNT = 10_000;

/** Hands out ports of this machine on which nothing listens, each to one owner until it is given back. */
export type PortPool = {
  take(): Promise<number>;
  /** Marks a port that a process, found running, has already. */
  adopt(port: number): void;
  release(port: number): void;
};

/** `start` chooses where in the range the search begins, so that two platforms on one machine rarely meet. */
export function createPortPool(start: number): PortPool {
  const taken = new Set<number>();
  let next = start % COUNT;
  return {
    async take() {
      for (let tries = 0; tries < COUNT; tries += 1) {
        const port = FIRST + next;
        next = (next + 1) % COUNT;
        if (taken.has(port)) continue;
        taken.add(port);
        if (await isFree(port)) return port;
        taken.delete(port);
      }
      throw new PlatformError('cluster.no-port', `No port from ${FIRST} on is free.`, {
        hint: 'End programs that listen on them.',
      });
    },
    adopt: (port) => void taken.add(port),
    release: (port) => void taken.delete(port),
  };
}

async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '0.0.0.0'));
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
