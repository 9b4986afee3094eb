import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createGitRepositories } from '@infraforge/git';
import { type Logger, PlatformError, sha256, systemClock } from '@infraforge/kernel';
import {
  createCrashPoint,
  createImageBuilder,
  createLayerStore,
  createPortPool,
  type DataDirectory,
  dataDirectory,
  firstOpenPort,
  type IsolationLevel,
  LOW_PORT_SHIFT,
  layerMachine,
  openCertificateAuthority,
  probeIsolation,
  recordIsolation,
  removeHalfMade,
} from '@infraforge/local-cluster';
import { createForgeStore, createObjectStore, openDatabase } from '@infraforge/postgres';
import { createForgeSource } from './forge-source.ts';
import { takeInstanceLock } from './instance-lock.ts';
import type { KubeletOptions } from './kubelet-options.ts';
import { startNodeAgent } from './node-agent.ts';
import { LOCALHOST } from './pod-host.ts';

/** How long one install script of a dependency may take. */
const SCRIPT_LIMIT_MS = 5 * 60_000;

export type Kubelet = { stop(): Promise<void> };

/** The kubelet of an installation: the node agent over its database, forge and files. */
export async function startKubelet(
  options: KubeletOptions,
  surroundings: {
    readonly logger: Logger;
    /** The Node binary that runs pods. */
    readonly node: string;
    readonly isRoot: boolean;
    readonly npmEnvironment: Readonly<Record<string, string>>;
  },
): Promise<Kubelet> {
  const { logger, node } = surroundings;
  const data = dataDirectory(options.dataDirectory);
  const unlock = await takeInstanceLock(data.root);
  await removeHalfMade(data);
  const crashPoint = createCrashPoint(options.crashAt, data.root);
  const isolation = await findIsolation(data, node, surroundings.isRoot, logger);
  const lowest = await firstOpenPort();
  if (lowest > 1) logger.info(lowPortsNote(lowest));
  const database = openDatabase({
    url: options.databaseUrl,
    applicationName: 'kubelet',
    max: 4,
    logger,
  });
  const masterKey = await readMasterKey(data.root);
  const git = createGitRepositories({ root: join(data.root, 'forge') });
  const layers = createLayerStore({
    data,
    ...layerMachine(),
    environment: surroundings.npmEnvironment,
    ...(isolation === 'none'
      ? {}
      : {
          scripts: {
            level: isolation,
            node,
            hosts: probeHosts(data),
            timeLimitMs: SCRIPT_LIMIT_MS,
          },
        }),
    crashPoint,
  });
  const agent = await startNodeAgent({
    objects: createObjectStore(database, { masterKey, clock: systemClock }),
    data,
    images: createImageBuilder({
      data,
      layers,
      source: createForgeSource(createForgeStore(database), git, options.forgeBase),
      linkModules: isolation === 'none',
      crashPoint,
    }),
    ports: createPortPool(Number.parseInt(sha256(data.root).slice(0, 8), 16)),
    isolation,
    firstOpenPort: lowest,
    node,
    hide: hiddenDirectories(data.root),
    ingress: {
      host: '127.0.0.1',
      port: options.ingressPort,
      tlsPort: options.ingressTlsPort,
    },
    authority: await openCertificateAuthority(join(data.root, 'keys'), systemClock),
    logger,
    crashPoint,
    now: () => systemClock.now(),
  });
  return {
    async stop() {
      await agent.stop({ keepPods: options.keepPods });
      await git.close();
      await database.close();
      unlock();
    },
  };
}

async function findIsolation(
  data: DataDirectory,
  node: string,
  isRoot: boolean,
  logger: Logger,
): Promise<IsolationLevel> {
  const scratch = join(data.root, 'isolation');
  await mkdir(scratch, { recursive: true });
  await mkdir(data.hosts, { recursive: true });
  const hosts = probeHosts(data);
  await writeFile(hosts, LOCALHOST);
  const { level, reason } = await probeIsolation({ isRoot, node, scratch, hosts });
  await recordIsolation(data, { level, reason });
  if (level === 'none') logger.warn(`Pods can see this machine's files: ${reason}.`);
  return level;
}

function lowPortsNote(lowest: number): string {
  return `Ports below ${lowest} need root on this machine: Services answer there ${LOW_PORT_SHIFT} higher, and pods on Node go there by themselves.`;
}

function probeHosts(data: DataDirectory): string {
  return join(data.hosts, '.probe');
}

async function readMasterKey(root: string): Promise<Uint8Array> {
  const path = join(root, 'keys', 'master');
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
  if (key.length === 32) return key;
  throw new PlatformError('kubelet.master-key', `${path} does not hold 32 bytes in base64.`, {
    hint: 'Restore the file from a backup: the data of Secrets is encrypted with it.',
  });
}

/** A checkout below /usr or /etc, which pods see, is hidden from them as a whole. */
function hiddenDirectories(root: string): readonly string[] {
  const checkout = dirname(root);
  return /^\/(usr|etc)\//.test(checkout) ? [checkout, root] : [];
}
