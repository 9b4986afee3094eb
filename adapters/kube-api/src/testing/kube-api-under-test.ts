import { request } from 'node:https';
import type { TestContext } from 'node:test';
import { type Caller, hasCode, PlatformError, silentLogger, systemClock } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { testCertificate } from '@infraforge/testkit';
import { memoryObjectStore, type ObjectStore } from '@infraforge/workloads';
import type { ClusterRules } from '../ports.ts';
import { startKubeApi } from '../start-kube-api.ts';
import { type BreakableNetwork, breakableNetwork } from './breakable-network.ts';

/** A Kubernetes API over a store in memory, with three callers whose tokens are their names. */
export type KubeApiUnderTest = {
  readonly objects: ObjectStore;
  readonly server: string;
  /** PEM. */
  readonly authority: string;
  /** Lines of each pod's log, by uid. */
  readonly logs: Map<string, readonly string[]>;
  /** Between the server and its clients. */
  readonly network: BreakableNetwork;
  /** How many watches began at a version that is forgotten. */
  tooOld(): number;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
};

export type CallOptions = {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly type?: string;
  readonly accept?: string;
};

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by assertions only
export type Answer = { readonly status: number; readonly body: any };

const callers: Readonly<Record<string, Caller>> = {
  admin: caller('admin', [], 'admin'),
  ana: caller('ana', ['payments'], 'member'),
  carla: caller('carla', ['storefront'], 'member'),
  reader: { ...caller('ana', ['payments'], 'member'), scopes: ['read'] },
};

/** Ends with the test. `history` is how many changes a watch can go back. */
export async function kubeApiUnderTest(
  t: TestContext,
  options: { readonly history?: number } = {},
): Promise<KubeApiUnderTest> {
  const store = memoryObjectStore({ clock: systemClock, ...options });
  let tooOld = 0;
  const objects: ObjectStore = {
    ...store,
    async *watch(filter, since, signal) {
      try {
        yield* store.watch(filter, since, signal);
      } catch (error) {
        tooOld += hasCode(error, 'cluster.gone') ? 1 : 0;
        throw error;
      }
    },
  };
  const logs = new Map<string, readonly string[]>();
  const { authority, ...tls } = await testCertificate();
  const api = await startKubeApi({
    host: '127.0.0.1',
    port: 0,
    tls,
    objects,
    authenticate: async (token) => callers[token],
    rules,
    logs: {
      async read(uid, { tail }) {
        return (logs.get(uid) ?? []).slice(-tail).map((text) => ({ text }));
      },
      async *follow(uid, { tail }, signal) {
        yield* await this.read(uid, { tail });
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      },
    },
    clock: systemClock,
    logger: silentLogger,
  });
  const network = await breakableNetwork(api.port);
  t.after(async () => {
    await network.close();
    await api.stop();
  });
  const server = `https://127.0.0.1:${network.port}`;
  const call = (method: string, path: string, how: CallOptions = {}) =>
    ask(new URL(path, server), authority, method, { token: 'admin', ...how });
  return { objects, server, authority, logs, network, tooOld: () => tooOld, call };
}

/** Members have what begins with the name of their team, without quotas. */
const rules: ClusterRules = {
  mayRead: isTheirs,
  mayWrite: (who, namespace) =>
    isTheirs(who, namespace) && (who.scopes === undefined || who.scopes.includes('write')),
  async permit(who, object: KubeObject) {
    if (who.role === 'admin' || object.kind !== 'ResourceQuota') return;
    throw new PlatformError('gitops.not-permitted', 'resource :ResourceQuota is not permitted.');
  },
};

function isTheirs(who: Caller, namespace: string): boolean {
  return who.role === 'admin' || who.groups.some((team) => namespace.startsWith(`${team}-`));
}

function caller(name: string, groups: readonly string[], role: Caller['role']): Caller {
  return { subject: `user:default/${name}`, groups, role, scopes: undefined, via: 'kubernetes' };
}

function ask(url: URL, ca: string, method: string, how: CallOptions): Promise<Answer> {
  const headers = {
    ...(how.token === undefined ? {} : { authorization: `Bearer ${how.token}` }),
    ...(how.accept ? { accept: how.accept } : {}),
    'content-type': how.type ?? 'application/json',
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { ca, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = response.headers['content-type']?.startsWith('application/json');
        const body = isJson ? JSON.parse(text) : text;
        resolve({ status: response.statusCode ?? 0, body });
      });
    });
    sent.on('error', reject);
    sent.end(how.body === undefined ? undefined : JSON.stringify(how.body));
  });
}
