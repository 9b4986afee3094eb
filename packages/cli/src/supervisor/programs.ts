import { connect } from 'node:net';
import { join } from 'node:path';
import { emptyTemporary } from './config.ts';
import { kubeletEnvironment, serverEnvironment } from './environment.ts';
import { type Installation, logOf } from './installation.ts';
import { type Ports, urlsOf } from './ports.ts';
import type { ProgramName } from './run-record.ts';
import type { Secrets } from './secrets.ts';

/** A program that the supervisor keeps running. */
export type Program = {
  readonly name: ProgramName;
  readonly command: readonly [string, ...string[]];
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Of its sources, where it matters which ones it was started from. */
  readonly codeDigest?: string;
  /** One that a killed supervisor left behind goes on when it was started in the same way; else it is started anew. */
  readonly isAdoptable: boolean;
  /** How long it may take over its end after SIGTERM. */
  readonly graceMilliseconds: number;
  isReady(signal: AbortSignal): Promise<boolean>;
  /** Called before each start, when no earlier run is left. */
  prepare?(): Promise<void>;
};

export type World = {
  readonly installation: Installation;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly databaseUrl: string;
  /** The Node that runs the programs. */
  readonly node: string;
  readonly codeDigest: string;
};

const KUBELET_HEAP_MEBIBYTES = 192;
const SERVER_HEAP_MEBIBYTES = 768;

/** The kubelet: it goes on over a restart of everything else. */
export function kubeletProgram(world: World): Program {
  const { installation, ports } = world;
  return {
    name: 'kubelet',
    command: [
      world.node,
      '--max-semi-space-size=4',
      `--max-old-space-size=${KUBELET_HEAP_MEBIBYTES}`,
      join(installation.checkout, 'packages/kubelet/src/main.ts'),
      '--data-dir',
      installation.data,
      '--ingress-port',
      String(ports.ingress),
      '--ingress-tls-port',
      String(ports.ingressTls),
      '--forge-base',
      urlsOf(ports).forge,
    ],
    workingDirectory: installation.checkout,
    environment: kubeletEnvironment(world.environment, installation, world.databaseUrl),
    logFile: logOf(installation, 'kubelet'),
    codeDigest: world.codeDigest,
    isAdoptable: true,
    graceMilliseconds: 25_000,
    isReady: (signal) => accepts(ports.ingress, signal),
  };
}

/** The server: Backstage from source through its own loader (research/backstage.md §2). */
export function serverProgram(world: World): Program {
  const { installation, ports } = world;
  const { checkout } = installation;
  return {
    name: 'server',
    command: [
      world.node,
      '--enable-source-maps',
      `--max-old-space-size=${SERVER_HEAP_MEBIBYTES}`,
      '--require',
      '@backstage/cli-node/config/nodeTransform.cjs',
      'src/index.ts',
      '--config',
      join(checkout, 'app-config.yaml'),
    ],
    workingDirectory: join(checkout, 'packages/backend'),
    environment: serverEnvironment(
      world.environment,
      installation,
      ports,
      world.secrets,
      world.databaseUrl,
    ),
    logFile: logOf(installation, 'server'),
    isAdoptable: false,
    // A server may be killed at any time; this is for answers that are under way.
    graceMilliseconds: 5_000,
    isReady: (signal) => isServerReady(ports, signal),
    prepare: () => emptyTemporary(installation),
  };
}

/** What has to answer before anybody can create something: every plugin has started, the golden paths are read. */
const READINESS = ['/.backstage/health/v1/readiness', '/api/platform/v1/readiness'];

export async function isServerReady(ports: Ports, signal: AbortSignal): Promise<boolean> {
  for (const path of READINESS) {
    if (!(await answersOk(`http://127.0.0.1:${ports.portal}${path}`, signal))) return false;
  }
  return true;
}

async function answersOk(url: string, signal: AbortSignal): Promise<boolean> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(2_000)]);
  try {
    const response = await fetch(url, { signal: limit });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** True when something accepts connections on the port of 127.0.0.1. */
export function accepts(port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', signal });
    socket.setTimeout(2_000, () => socket.destroy());
    socket.once('connect', () => {
      resolve(true);
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
