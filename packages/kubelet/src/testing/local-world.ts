import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Logger, silentLogger, systemClock } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import {
  createImageBuilder,
  createLayerStore,
  createPortPool,
  type DataDirectory,
  dataDirectory,
  firstOpenPort,
  type IsolationLevel,
  layerMachine,
  npmEnvironment,
  openCertificateAuthority,
  probeIsolation,
} from '@infraforge/local-cluster';
import { createClusterControllers } from '@infraforge/platform';
import { memoryObjectStore, type ObjectStore } from '@infraforge/workloads';
import { type NodeAgent, startNodeAgent } from '../node-agent.ts';

/** A whole local cluster in this process, for a test: store, controllers, node agent, images from folders. */
export type LocalWorld = {
  readonly store: ObjectStore;
  readonly data: DataDirectory;
  readonly isolation: IsolationLevel;
  readonly port: () => number;
  readonly tlsPort: () => number;
  /** Makes an image of these files. */
  image(name: string, files: Readonly<Record<string, string>>): Promise<void>;
  /** Takes the store away from controllers and agent, or gives it back. */
  cut(isAway: boolean): void;
  startAgent(): Promise<void>;
  stopAgent(options: { readonly keepPods: boolean }): Promise<void>;
  close(): Promise<void>;
};

export type LocalWorldOptions = {
  readonly isolation?: IsolationLevel;
  readonly firstOpenPort?: number;
  readonly logger?: Logger;
};

export async function startLocalWorld(options: LocalWorldOptions = {}): Promise<LocalWorld> {
  const logger = options.logger ?? silentLogger;
  const root = await mkdtemp(join(tmpdir(), 'kubelet-'));
  const folders = join(root, 'images');
  const data = dataDirectory(join(root, 'data'));
  const store = memoryObjectStore({ clock: systemClock });
  const remote = cuttable(store);
  const stopping = new AbortController();
  const crashPoint = () => {};
  await mkdir(join(data.root, 'probe'), { recursive: true });
  await mkdir(folders);
  await writeFile(join(root, 'hosts'), '127.0.0.1 localhost\n');
  const isolation = options.isolation ?? (await strongest(root, data));
  const layers = createLayerStore({
    data,
    ...layerMachine(),
    environment: npmEnvironment(process.env, dirname(process.execPath)),
    crashPoint,
  });
  const images = createImageBuilder({
    data,
    layers,
    linkModules: isolation === 'none',
    crashPoint,
    source: async (image) => ({
      checkout: (directory) =>
        cp(join(folders, encodeURIComponent(image)), directory, { recursive: true }),
    }),
  });
  const controllers = createClusterControllers({
    objects: remote.store,
    clock: systemClock,
    logger,
    // Tests that run at the same time have their Services at other addresses.
    ingress: { ip: '127.0.0.1', port: process.pid },
  });
  const running = controllers.start(stopping.signal);
  let agent: NodeAgent | undefined;

  const world: LocalWorld = {
    store,
    data,
    isolation,
    port: () => agent?.ingressPort ?? 0,
    tlsPort: () => agent?.ingressTlsPort ?? 0,
    async image(name, files) {
      for (const [file, text] of Object.entries(files)) {
        const path = join(folders, encodeURIComponent(name), file);
        await mkdir(join(path, '..'), { recursive: true });
        await writeFile(path, text);
      }
    },
    async startAgent() {
      agent = await startNodeAgent({
        objects: remote.store,
        data,
        images,
        ports: createPortPool(process.pid * 37),
        isolation,
        firstOpenPort: options.firstOpenPort ?? (await firstOpenPort()),
        node: process.execPath,
        hide: [],
        ingress: { host: '127.0.0.1', port: 0, tlsPort: 0 },
        authority: await openCertificateAuthority(join(data.root, 'keys'), systemClock),
        logger,
        crashPoint,
        now: () => new Date(),
      });
    },
    cut: remote.cut,
    async stopAgent(how) {
      await agent?.stop(how);
      agent = undefined;
    },
    async close() {
      await world.stopAgent({ keepPods: false });
      stopping.abort();
      await running;
      await rm(root, { recursive: true, force: true });
    },
  };
  await world.startAgent();
  return world;
}

/** Deployment, Service and Ingress of one service in namespace `team-dev`, which is made with them. */
export async function deploy(
  store: ObjectStore,
  name: string,
  image: string,
  extra: {
    readonly replicas?: number;
    readonly graceSeconds?: number;
    readonly container?: object;
    readonly pod?: object;
  } = {},
): Promise<void> {
  await put(store, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team-dev' } });
  const metadata = { name, namespace: 'team-dev' };
  await put(store, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas: extra.replicas ?? 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [containerOf(image, extra.container)],
          terminationGracePeriodSeconds: extra.graceSeconds ?? 3,
          ...extra.pod,
        },
      },
    },
  });
  await put(store, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      selector: { app: name },
      ports: [
        { name: 'http', port: 8080, targetPort: 'http' },
        { name: 'web', port: 80, targetPort: 'http' },
      ],
    },
  });
  const backend = { service: { name, port: { number: 8080 } } };
  await put(store, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata,
    spec: {
      rules: [
        {
          host: `${name}.dev.localhost`,
          http: { paths: [{ path: '/', pathType: 'Prefix', backend }] },
        },
      ],
    },
  });
}

/** Creates or updates an object. */
export async function put(store: ObjectStore, object: KubeObject): Promise<void> {
  await store.create(object).catch(() => store.update(object));
}

const agent = new Agent({ keepAlive: true });

export type Answer = { readonly status: number; readonly body: string };

/** A request to the ingress for a host. */
export function fetchHost(port: number, host: string, path = '/'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, agent, headers: { host } }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', reject);
    }).on('error', reject);
  });
}

/** Asks again until there is a value; throws with what was seen last after the limit. */
export async function eventually<T>(
  probe: () => Promise<T | undefined> | T | undefined,
  limitMs = 20_000,
  describe: () => unknown = () => '',
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (Date.now() > end) {
      throw new Error(
        `It did not happen within ${limitMs} ms. ${JSON.stringify(await describe())}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function containerOf(image: string, extra: object = {}) {
  const get = { path: '/', port: 'http' };
  return {
    name: 'app',
    image,
    ports: [{ name: 'http', containerPort: 3000 }],
    readinessProbe: { httpGet: get, periodSeconds: 1 },
    ...extra,
  };
}

/** The store as it is seen over a connection that can break: calls fail, watches end with an error. */
function cuttable(store: ObjectStore): { store: ObjectStore; cut(isAway: boolean): void } {
  let connection = new AbortController();
  const check = () => {
    if (connection.signal.aborted) throw new Error('the store is away');
  };
  const through =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      check();
      const result = await call(...args);
      check();
      return result;
    };
  return {
    store: {
      get: through(store.get),
      list: through(store.list),
      create: through(store.create),
      update: through(store.update),
      updateStatus: through(store.updateStatus),
      delete: through(store.delete),
      async *watch(filter, since, signal) {
        check();
        const until = AbortSignal.any([signal, connection.signal]);
        yield* store.watch(filter, since, until);
        check();
      },
    },
    cut(isAway) {
      if (isAway) connection.abort();
      else connection = new AbortController();
    },
  };
}

async function strongest(root: string, data: DataDirectory): Promise<IsolationLevel> {
  const { level } = await probeIsolation({
    isRoot: process.getuid?.() === 0,
    node: process.execPath,
    scratch: join(data.root, 'probe'),
    hosts: join(root, 'hosts'),
  });
  return level;
}
