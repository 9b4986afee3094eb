import { setTimeout as delay } from 'node:timers/promises';
import { PlatformError } from '@infraforge/kernel';
import type { Installation } from './installation.ts';
import { endOfLog, sizeOf } from './log-end.ts';
import { adoptOrStart, type ManagedProcess } from './managed-process.ts';
import type { Program } from './programs.ts';

export type KeepRunningOptions = {
  readonly installation: Installation;
  readonly now: () => Date;
  /** Told when the program ended by itself and when it is started again. */
  readonly report: (message: string) => void;
  /** Called as soon as the process is there. */
  readonly onStarted?: (process: ManagedProcess) => void;
};

export type KeptProgram = {
  readonly program: Program;
  /** Process of the present run; undefined between two runs. */
  pid(): number | undefined;
  /**
   * Resolves when the program is ready for the first time; says whether it was adopted. Throws PlatformError
   * `gaia.program-failed` when it ended twice before, or was not ready in time.
   */
  ready(timeoutMilliseconds: number, signal: AbortSignal): Promise<{ isAdopted: boolean }>;
  /** Ends the program and starts it no more. */
  stop(): Promise<void>;
};

const LONGEST_PAUSE_MILLISECONDS = 30_000;
/** Ends before the first readiness that make `gaia up` give up. */
const FAILED_STARTS = 2;
const READY_POLL_MILLISECONDS = 100;

/** How long to wait before the next start after `failures` bad runs in a row: 250 ms, doubled up to 30 s. */
export function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE_MILLISECONDS, 250 * 2 ** Math.max(0, failures - 1));
}

/** A run this long, and ready, was no failed start, whatever ended it. */
const WORKED_MILLISECONDS = 2_000;

/**
 * Failures in a row after a run that ended by itself. A program that was ready and worked for two seconds is started
 * again soon: everybody waits for it, and a pause would make the outage longer than the fault did.
 */
export function failuresAfter(
  failures: number,
  run: { readonly wasReady: boolean; readonly milliseconds: number },
): number {
  const isGood = run.wasReady && run.milliseconds >= WORKED_MILLISECONDS;
  return isGood ? 1 : failures + 1;
}

/** Starts (or adopts) a program and starts it again whenever it ends, with growing pauses. */
export function keepRunning(program: Program, options: KeepRunningOptions): KeptProgram {
  const stopping = new AbortController();
  let current: ManagedProcess | undefined;
  let endings = 0;
  let lastEnd = '';
  let logFrom = 0;
  let wasAdopted = false;
  let isReady = false;
  let spawnError: unknown;

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const began = Date.now();
      isReady = false;
      try {
        logFrom = await sizeOf(program.logFile);
        current = await adoptOrStart(options.installation, program, options.now());
        wasAdopted = current.isAdopted;
        options.onStarted?.(current);
        const over = new AbortController();
        const until = AbortSignal.any([over.signal, stopping.signal]);
        const watching = untilReady(program, until).then((ready) => {
          isReady = ready;
        });
        lastEnd = await current.ended;
        over.abort();
        await watching;
      } catch (error) {
        spawnError = error;
        lastEnd = error instanceof Error ? error.message : String(error);
      }
      current = undefined;
      endings += 1;
      if (stopping.signal.aborted) return;
      failures = failuresAfter(failures, { wasReady: isReady, milliseconds: Date.now() - began });
      const pause = pauseAfter(failures);
      const when = pause < 1000 ? 'at once' : `in ${Math.round(pause / 1000)} s`;
      options.report(
        `${program.name} ended (${lastEnd}); starting it again ${when}. Log: ${program.logFile}`,
      );
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const running = run();

  return {
    program,
    pid: () => current?.pid,
    async ready(timeoutMilliseconds, signal) {
      const deadline = Date.now() + timeoutMilliseconds;
      while (!(current && isReady)) {
        signal.throwIfAborted();
        if (endings >= FAILED_STARTS || Date.now() > deadline) {
          throw await startFailed(program, endings > 0 ? lastEnd : undefined, logFrom, spawnError);
        }
        await delay(10, undefined, { signal }).catch(() => undefined);
      }
      return { isAdopted: wasAdopted };
    },
    async stop() {
      stopping.abort();
      // A start that is under way when the stop is asked for has to be there before it can be ended.
      while (!current && !(await settled(running))) await delay(10);
      await current?.stop();
      await running;
    },
  };
}

/** False when the signal aborts before the program was ready. */
async function untilReady(program: Program, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await program.isReady(signal).catch(() => false)) return true;
    await delay(READY_POLL_MILLISECONDS, undefined, { signal }).catch(() => undefined);
  }
  return false;
}

async function settled(promise: Promise<unknown>): Promise<boolean> {
  const later = Symbol('later');
  return (await Promise.race([promise, Promise.resolve(later)])) !== later;
}

async function startFailed(
  program: Program,
  end: string | undefined,
  logFrom: number,
  cause: unknown,
): Promise<PlatformError> {
  const said = await endOfLog(program.logFile, logFrom, 6);
  const what = end ? `ended at its start (${end})` : 'is not ready, though it had enough time';
  const story = said ? ` It said last:\n${said}` : '';
  return new PlatformError('gaia.program-failed', `The ${program.name} ${what}.${story}`, {
    cause,
    hint: `The whole log is ${program.logFile}.`,
  });
}
