import { Pool } from 'undici';

/** Connections to the processes behind the ingress, and what is under way on them. */
export type Upstreams = {
  pool(port: number): Pool;
  /** Counts a request to a pod; the returned function ends it. */
  begin(podUid: string): () => void;
  /** Resolves when nothing is under way to the pod, or at the time limit. */
  drained(podUid: string, limitMs: number): Promise<void>;
  /** Closes the connections to ports that are not in use any more, each when it is idle. */
  keepOnly(ports: ReadonlySet<number>): void;
  close(): Promise<void>;
};

/** Connections are kept for as long as the process says, four seconds otherwise, and never used beyond that. */
export function createUpstreams(): Upstreams {
  const pools = new Map<number, Pool>();
  const active = new Map<string, number>();
  const waiting = new Set<() => void>();

  function end(podUid: string): void {
    const count = (active.get(podUid) ?? 1) - 1;
    if (count > 0) active.set(podUid, count);
    else active.delete(podUid);
    for (const check of waiting) check();
  }

  return {
    pool(port) {
      const present = pools.get(port);
      if (present) return present;
      const pool = new Pool(`http://127.0.0.1:${port}`, {
        pipelining: 1,
        headersTimeout: 0,
        bodyTimeout: 0,
        connectTimeout: 5000,
      });
      pools.set(port, pool);
      return pool;
    },
    begin(podUid) {
      active.set(podUid, (active.get(podUid) ?? 0) + 1);
      let isOver = false;
      return () => {
        if (!isOver) end(podUid);
        isOver = true;
      };
    },
    drained(podUid, limitMs) {
      return new Promise((resolve) => {
        const timer = setTimeout(finish, limitMs);
        function finish(): void {
          clearTimeout(timer);
          waiting.delete(check);
          resolve();
        }
        function check(): void {
          if (!active.has(podUid)) finish();
        }
        waiting.add(check);
        check();
      });
    },
    keepOnly(ports) {
      for (const [port, pool] of pools) {
        if (ports.has(port)) continue;
        pools.delete(port);
        // It waits for what is under way; an error there has been answered already.
        pool.close().catch(() => pool.destroy());
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
      pools.clear();
    },
  };
}
