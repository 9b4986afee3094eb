import { spawn } from 'node:child_process';
import { mkdir, open, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { digestOf, PlatformError } from '@infraforge/kernel';
import { isAlive, type ProcessRef, processRef, sendSignal } from '@infraforge/local-cluster';
import { execa } from 'execa';
import { PROGRAM_VARIABLE } from './find-unrecorded.ts';
import type { Installation } from './installation.ts';
import type { Program } from './programs.ts';
import { findRunning, forgetProcess, recordProcess } from './run-record.ts';

export type ManagedProcess = {
  readonly pid: number;
  readonly isAdopted: boolean;
  /** How it ended, in words: `exit code 1`, `signal SIGKILL`. */
  readonly ended: Promise<string>;
  /** SIGTERM, and SIGKILL to its whole group after the program's grace. */
  stop(): Promise<void>;
};

const POLL_MILLISECONDS = 300;

/** Goes on with the program that an earlier supervisor left behind, or starts it; what is left of another start is ended. */
export async function adoptOrStart(
  installation: Installation,
  program: Program,
  now: Date,
): Promise<ManagedProcess> {
  const left = await findRunning(installation, program.name);
  if (left && program.isAdoptable && left.command === commandDigest(program)) {
    return managed(installation, program, left, true, whenGone(left));
  }
  // Killed, not asked: a server that stops in order fails the creations that run in it; one that dies is resumed.
  if (left) await stopProcess(left, program.name === 'server' ? 0 : program.graceMilliseconds);
  await program.prepare?.();
  return start(installation, program, now);
}

/** Ends a process and what is left of its group; resolves when it is gone. */
export async function stopProcess(ref: ProcessRef, graceMilliseconds: number): Promise<void> {
  if (await isAlive(ref)) {
    sendSignal(ref.pid, 'SIGTERM');
    const deadline = Date.now() + graceMilliseconds;
    while ((await isAlive(ref)) && Date.now() < deadline) await delay(25);
  }
  sendSignal(-ref.pid, 'SIGKILL');
  while (await isAlive(ref)) await delay(25);
}

/** Moves a log that has grown over the limit to `<file>.1` while its program goes on to write to it. */
export async function rotateLog(file: string, limitBytes: number): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size <= limitBytes) return;
  // The program's descriptor appends, so it goes on at the new beginning.
  await execa('cp', ['--', file, `${file}.1`]);
  await truncate(file, 0);
}

async function start(
  installation: Installation,
  program: Program,
  now: Date,
): Promise<ManagedProcess> {
  await mkdir(dirname(program.logFile), { recursive: true, mode: 0o700 });
  const log = await open(program.logFile, 'a', 0o600);
  const [file, ...args] = program.command;
  const child = spawn(file, args, {
    cwd: program.workingDirectory,
    env: {
      ...program.environment,
      [PROGRAM_VARIABLE]: `${program.name}:${commandDigest(program)}`,
    },
    // A session of its own: a Ctrl-C on the terminal is the supervisor's to handle, in its order.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`),
    );
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
  });
  await log.close();
  const { pid } = child;
  if (pid === undefined) {
    throw new PlatformError('gaia.spawn', `${program.name} ${await ended}`, {
      hint: `The program is ${file}.`,
    });
  }
  const ref = (await recordProcess(installation, program.name, pid, now, commandDigest(program))) ??
    (await processRef(pid)) ?? { pid, startTime: '' };
  return managed(installation, program, ref, false, ended);
}

function managed(
  installation: Installation,
  program: Program,
  ref: ProcessRef,
  isAdopted: boolean,
  ended: Promise<string>,
): ManagedProcess {
  return {
    pid: ref.pid,
    isAdopted,
    ended,
    async stop() {
      await stopProcess(ref, program.graceMilliseconds);
      await ended;
      await forgetProcess(installation, program.name);
    },
  };
}

async function whenGone(ref: ProcessRef): Promise<string> {
  while (await isAlive(ref)) await delay(POLL_MILLISECONDS);
  return 'an end that was not seen';
}

function commandDigest(program: Program): string {
  return digestOf([
    program.command,
    program.workingDirectory,
    program.environment,
    program.codeDigest,
  ]).slice(0, 16);
}
