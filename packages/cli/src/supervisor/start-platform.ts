import { hasCode, PlatformError } from '@infraforge/kernel';
import { assertAllGood, checkDisk, checkGit, checkNode, checkPorts } from './checks.ts';
import { codeDigest } from './code-digest.ts';
import { prepareDirectories, writeConfig } from './config.ts';
import type { SupervisorCrashPoint } from './crash-points.ts';
import { type Installation, logOf } from './installation.ts';
import { type KeptPostgres, keepPostgres, prepareDatabase } from './keep-postgres.ts';
import { type KeptProgram, keepRunning } from './keep-running.ts';
import { takeLock } from './lock.ts';
import { rotateLog } from './managed-process.ts';
import { type Ports, portsOf, urlsOf } from './ports.ts';
import { kubeletProgram, type Program, serverProgram, type World } from './programs.ts';
import { findRunning, forgetProcess, recordProcess } from './run-record.ts';
import { ensureSecrets } from './secrets.ts';
import type { StepList } from './step-list.ts';
import { countPods, stopPods, stoppedPods } from './stop-pods.ts';

export type StartOptions = {
  readonly installation: Installation;
  readonly portOffset: number;
  readonly ports: Ports;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly node: { readonly path: string; readonly version: string };
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly steps: StepList;
  /** What happens after the start: a program that ended and is started again. */
  readonly report: (message: string) => void;
  readonly crashPoint: (point: SupervisorCrashPoint) => void;
  /** Which programs run; tests put small ones in their place. */
  readonly programs?: (world: World) => { readonly kubelet: Program; readonly server: Program };
};

export type RunningPlatform = { stop(steps: StepList): Promise<void> };

const KUBELET_READY_MILLISECONDS = 60_000;
const SERVER_READY_MILLISECONDS = 180_000;
const POD_GRACE_MILLISECONDS = 10_000;
const LOG_LIMIT_BYTES = 20 * 2 ** 20;

/**
 * Starts everything, or takes over what a killed supervisor left behind, and returns when the server is ready. What was
 * started is stopped again when a step fails or the signal aborts. Throws PlatformError that says what to do.
 */
export async function startPlatform(options: StartOptions): Promise<RunningPlatform> {
  const { installation, steps, now, crashPoint } = options;
  const started: Started = {};
  await prepareDirectories(installation);
  const releaseLock = await takeLock(installation);
  const rotation = setInterval(() => {
    for (const program of ['supervisor', 'postgres', 'kubelet', 'server'] as const) {
      rotateLog(logOf(installation, program), LOG_LIMIT_BYTES).catch(() => undefined);
    }
  }, 60_000);

  async function stop(list: StepList): Promise<void> {
    crashPoint('supervisor.stopping');
    clearInterval(rotation);
    await stopAll(started, options, list);
    await forgetProcess(installation, 'supervisor');
    await releaseLock();
  }

  try {
    await recordProcess(installation, 'supervisor', process.pid, now());
    await startAll(started, options);
    crashPoint('supervisor.ready');
    return { stop };
  } catch (error) {
    await stop(steps).catch((second: unknown) => options.report(String(second)));
    throw hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT') ? diskFull(installation) : error;
  }
}

function diskFull(installation: Installation): PlatformError {
  return new PlatformError(
    'gaia.disk-full',
    `There is no space left on the disk of ${installation.data}.`,
    { hint: 'Free some space there, or put the data elsewhere: gaia up --data-dir FOLDER' },
  );
}

type Started = { postgres?: KeptPostgres; kubelet?: KeptProgram; server?: KeptProgram };

async function startAll(started: Started, options: StartOptions): Promise<void> {
  const { installation, ports, steps, signal, crashPoint } = options;
  await steps.run('checks', () => check(options));
  await writeConfig(installation, { portOffset: options.portOffset });
  const secrets = await ensureSecrets(installation, urlsOf(ports).portal);
  crashPoint('supervisor.after-secrets');

  await steps.run('postgres', async () => {
    crashPoint('supervisor.before-postgres');
    started.postgres = await keepPostgres({
      installation,
      port: ports.postgres,
      searchPath: options.environment.PATH,
      signal,
      now: options.now,
      report: options.report,
    });
    crashPoint('supervisor.after-postgres');
    await prepareDatabase(started.postgres.url);
    crashPoint('supervisor.after-migration');
    return `127.0.0.1:${ports.postgres}${started.postgres.isAdopted ? ', was running' : ''}`;
  });
  signal.throwIfAborted();

  const world: World = {
    installation,
    environment: options.environment,
    ports,
    secrets,
    databaseUrl: started.postgres?.url ?? '',
    node: options.node.path,
    codeDigest: await codeDigest(installation.checkout),
  };
  const programs = options.programs?.(world) ?? {
    kubelet: kubeletProgram(world),
    server: serverProgram(world),
  };
  const keep = { installation, now: options.now, report: options.report };
  const kubelet = keepRunning(programs.kubelet, keep);
  started.kubelet = kubelet;
  const server = keepRunning(programs.server, {
    ...keep,
    onStarted: () => crashPoint('supervisor.after-server-spawned'),
  });
  started.server = server;

  // Both at once: the server's start is the longest. The failure of one ends the wait for the other.
  const either = new AbortController();
  const waiting = AbortSignal.any([signal, either.signal]);
  const wait = (title: string, work: () => Promise<string>) =>
    steps.run(title, work).catch((error: unknown) => {
      either.abort(error);
      throw error;
    });
  await Promise.all([
    wait('kubelet', async () => {
      const { isAdopted } = await kubelet.ready(KUBELET_READY_MILLISECONDS, waiting);
      crashPoint('supervisor.after-kubelet');
      return `ingress 127.0.0.1:${ports.ingress}${isAdopted ? ', was running' : ''}`;
    }),
    wait('server', async () => {
      await server.ready(SERVER_READY_MILLISECONDS, waiting);
      crashPoint('supervisor.before-server-ready');
      return `portal 127.0.0.1:${ports.portal}, forge 127.0.0.1:${ports.forge}`;
    }),
  ]);
}

async function check(options: StartOptions): Promise<string> {
  const { installation, ports } = options;
  const own = new Set<number>();
  for (const program of ['postgres', 'kubelet', 'server'] as const) {
    if (!(await findRunning(installation, program))) continue;
    for (const port of portsOf(program, ports)) own.add(port);
  }
  const checks = await Promise.all([
    checkNode(options.node.version),
    checkGit(),
    checkDisk(installation.data),
    checkPorts(ports, own),
  ]);
  assertAllGood(checks);
  return checks
    .filter((found) => found.name === 'git' || found.name === 'disk')
    .map((found) => found.summary ?? found.finding)
    .join(', ');
}

/** In the order in which nobody misses the other: server, kubelet, its pods, database. */
async function stopAll(started: Started, options: StartOptions, steps: StepList): Promise<void> {
  const { server, kubelet, postgres } = started;
  if (server) await steps.run('server', () => server.stop().then(() => 'stopped'));
  if (kubelet) {
    const { data } = options.installation;
    const pods = await countPods(data);
    await steps.run('kubelet', async () => {
      await kubelet.stop();
      // It ends its pods itself; this is for what got away from it.
      await stopPods(data, POD_GRACE_MILLISECONDS);
      return stoppedPods(pods);
    });
  }
  options.crashPoint('supervisor.before-postgres-stopped');
  if (postgres) await steps.run('postgres', () => postgres.stop().then(() => 'stopped'));
}
