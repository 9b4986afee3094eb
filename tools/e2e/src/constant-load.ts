import { Agent, request } from 'undici';

/** One request of the load and what came back. Times are milliseconds since the load began. */
export type Sample = {
  /** When it was handed to a connection or began to wait for one. */
  readonly began: number;
  readonly ended: number;
  /** 0 when there was no answer. */
  readonly status: number;
  readonly revision: string;
  readonly error: string | undefined;
};

export type ConstantLoad = {
  /** What ended so far, in the order in which it ended. */
  readonly samples: readonly Sample[];
  /** Connections opened so far. */
  connections(): number;
  /** Resolves when the last request has its answer. */
  stop(): Promise<readonly Sample[]>;
};

export type ConstantLoadOptions = {
  readonly url: string;
  readonly requestsPerSecond: number;
  /** Connections, each kept alive. */
  readonly connections: number;
};

const TICK_MS = 5;

/**
 * Asks at a constant rate, whatever the answers do: what falls due while the machine is busy is sent at once
 * afterwards. The answers are JSON with a member `revision`.
 */
export function startConstantLoad(options: ConstantLoadOptions): ConstantLoad {
  const agent = new Agent({
    connections: options.connections,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    connect: {
      lookup: (_host, how, done) =>
        how.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
    },
  });
  let opened = 0;
  agent.on('connect', () => {
    opened += 1;
  });
  const samples: Sample[] = [];
  const underWay = new Set<Promise<void>>();
  const start = performance.now();
  const now = () => performance.now() - start;
  let sent = 0;

  async function ask(): Promise<void> {
    const began = now();
    try {
      const { statusCode: status, body } = await request(options.url, { dispatcher: agent });
      const text = await body.text();
      const revision = status === 200 ? String(JSON.parse(text).revision) : '';
      const error = status === 200 ? undefined : `${status}: ${text.slice(0, 300)}`;
      samples.push({ began, ended: now(), status, revision, error });
    } catch (cause) {
      const { code, message } = cause as Error & { code?: string };
      const error = `${code ?? ''} ${message}`.trim();
      samples.push({ began, ended: now(), status: 0, revision: '', error });
    }
  }

  const timer = setInterval(() => {
    const due = Math.floor((now() * options.requestsPerSecond) / 1000);
    for (; sent < due; sent += 1) {
      const one: Promise<void> = ask().finally(() => underWay.delete(one));
      underWay.add(one);
    }
  }, TICK_MS);

  return {
    samples,
    connections: () => opened,
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
      await agent.close();
      return samples;
    },
  };
}

/**
 * Answers that came from a revision although a request that had ended before they were asked for had its answer from a
 * later one, and those from no known revision. Requests that overlap have no order. `revisions` are from old to new.
 */
export function wentBack(
  samples: readonly Sample[],
  revisions: readonly string[],
): readonly Sample[] {
  const rankOf = ({ revision }: Sample) => revisions.indexOf(revision);
  const byEnd = [...samples].sort((left, right) => left.ended - right.ended);
  const byBeginning = [...samples].sort((left, right) => left.began - right.began);
  let newest = 0;
  let next = 0;
  return byBeginning.filter((sample) => {
    for (let ended = byEnd[next]; ended && ended.ended < sample.began; ended = byEnd[next]) {
      newest = Math.max(newest, rankOf(ended));
      next += 1;
    }
    return rankOf(sample) < newest;
  });
}
