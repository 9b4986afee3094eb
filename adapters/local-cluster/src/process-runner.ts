import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fchownSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { PlatformError } from '@infraforge/kernel';
import {
  CONTAINER_VARIABLE,
  DATA_DIRECTORY_VARIABLE,
  findPodProcesses,
  isAlive,
  type MountNamespaces,
  POD_UID_VARIABLE,
  type ProcessOwner,
  type ProcessRef,
  processRef,
  sendSignal,
} from './processes.ts';

export type Launch = {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Directory in which the first program of the command starts. */
  readonly directory: string;
  readonly podUid: string;
  readonly container: string;
  readonly dataDirectory: string;
  /** Both streams are appended to this file. */
  readonly log: string;
  /** Who owns the log, so that the program may open it again by `/dev/stdout`. */
  readonly logOwner: number | undefined;
};

/** How a process ended; nothing is known of one that was not our child. */
export type Exit = { readonly code: number | undefined; readonly signal: string | undefined };

export type RunningProcess = {
  readonly ref: ProcessRef;
  /** Resolves when the process has ended. */
  readonly exited: Promise<Exit>;
};

/** How often a process that is not our child is looked at. */
const POLL_MS = 250;
/** How long a killed process may take to vanish. */
const KILL_LIMIT_MS = 5000;

/**
 * Starts a program in a session of its own, with its output in a file: it outlives us. Throws `cluster.start` when
 * the program cannot be started.
 */
export async function launch(options: Launch): Promise<RunningProcess> {
  mkdirSync(dirname(options.log), { recursive: true });
  const log = openSync(options.log, 'a', 0o644);
  if (options.logOwner !== undefined) fchownSync(log, options.logOwner, options.logOwner);
  const [file = '', ...args] = options.command;
  const child = spawn(file, args, {
    cwd: options.directory,
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      ...options.environment,
      [POD_UID_VARIABLE]: options.podUid,
      [CONTAINER_VARIABLE]: options.container,
      [DATA_DIRECTORY_VARIABLE]: options.dataDirectory,
    },
  });
  closeSync(log);
  const exited = exitOf(child);
  const failure = await started(child);
  if (failure || child.pid === undefined) {
    throw new PlatformError('cluster.start', `${file} cannot be started: ${failure?.message}`, {
      hint: 'Correct the command of the container.',
      cause: failure,
    });
  }
  child.unref();
  const ref = (await processRef(child.pid)) ?? { pid: child.pid, startTime: '' };
  return { ref, exited };
}

/** A process that an earlier run of ours started. */
export function adopt(ref: ProcessRef, signal: AbortSignal): RunningProcess {
  return { ref, exited: vanished(ref, signal) };
}

/** Everything of one pod: SIGTERM, then SIGKILL after the grace period, until no process of it is left. */
export async function stopPod(options: {
  readonly podUid: string;
  readonly dataDirectory: string;
  readonly processes: readonly ProcessRef[];
  readonly mountNamespaces: MountNamespaces;
  readonly graceMs: number;
}): Promise<void> {
  const { podUid } = options;
  for (const ref of options.processes) {
    if (await isAlive(ref)) sendSignal(-ref.pid, 'SIGTERM');
  }
  await until(async () => !(await anyAlive(options.processes)), options.graceMs);
  await killPodProcesses({ ...options, matches: (owner) => owner.podUid === podUid });
}

/**
 * Kills the processes of this data directory's pods that match, until none is left. Throws `cluster.stop` when they do
 * not end, which only the kernel can cause.
 */
export async function killPodProcesses(options: {
  readonly dataDirectory: string;
  readonly mountNamespaces: MountNamespaces;
  readonly matches: (owner: ProcessOwner) => boolean;
}): Promise<void> {
  const find = async () =>
    (await findPodProcesses(options.dataDirectory, options.mountNamespaces)).filter(
      options.matches,
    );
  const end = Date.now() + KILL_LIMIT_MS;
  for (let left = await find(); left.length > 0; left = await find()) {
    for (const { pid } of left) sendSignal(pid, 'SIGKILL');
    if (Date.now() > end) {
      const pids = left.map(({ pid }) => pid).join(', ');
      throw new PlatformError('cluster.stop', `Processes of pods do not end: ${pids}.`);
    }
    await pause(20);
  }
}

async function anyAlive(refs: readonly ProcessRef[]): Promise<boolean> {
  return (await Promise.all(refs.map(isAlive))).some(Boolean);
}

async function until(isDone: () => Promise<boolean>, limitMs: number): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await isDone()) && Date.now() < end) await pause(20);
}

function started(child: ChildProcess): Promise<Error | undefined> {
  return new Promise((resolve) => {
    child.once('spawn', () => resolve(undefined));
    child.once('error', resolve);
  });
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) =>
      resolve({ code: code ?? undefined, signal: signal ?? undefined }),
    );
  });
}

async function vanished(ref: ProcessRef, signal: AbortSignal): Promise<Exit> {
  while (!signal.aborted && (await isAlive(ref))) await pause(POLL_MS);
  return { code: undefined, signal: undefined };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
