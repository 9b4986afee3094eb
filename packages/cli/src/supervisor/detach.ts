import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PlatformError } from '@infraforge/kernel';
import type { CommandContext } from '../context.ts';
import { prepareDirectories } from './config.ts';
import { type Installation, logOf } from './installation.ts';
import { endOfLog, sizeOf } from './log-end.ts';

/** The line that a supervisor writes to its log when all is ready. */
export const READY_LINE = 'Everything is ready.';

/**
 * Starts `gaia up` as a process of its own that outlives this one, prints what it prints, and returns when it is ready.
 * Throws PlatformError `gaia.start-failed`. An abort of the signal stops it again.
 */
export async function startDetached(
  context: CommandContext,
  installation: Installation,
  flags: readonly string[],
): Promise<void> {
  await prepareDirectories(installation);
  const file = logOf(installation, 'supervisor');
  const from = await sizeOf(file);
  const log = await open(file, 'a', 0o600);
  const main = join(context.checkout, 'packages/cli/src/main.ts');
  const words = [...process.execArgv, main, 'up', '--data-dir', installation.data, ...flags];
  const child = spawn(process.execPath, words, {
    cwd: context.checkout,
    env: { ...context.env },
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  let end: string | undefined;
  child.once('exit', (code, signal) => {
    end = signal ?? `exit code ${code}`;
  });
  child.once('error', (error) => {
    end = error.message;
  });
  const stop = () => child.kill('SIGTERM');
  context.signal.addEventListener('abort', stop, { once: true });

  let shown = from;
  while (end === undefined) {
    const text = await readFrom(file, shown);
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    shown += Buffer.byteLength(whole);
    const [before = '', after] = whole.split(`${READY_LINE}\n`);
    context.stdout.write(before);
    if (after !== undefined) {
      context.signal.removeEventListener('abort', stop);
      child.unref();
      return;
    }
    await delay(50);
  }
  if (context.signal.aborted) context.signal.throwIfAborted();
  const rest = await endOfLog(file, shown, 20);
  throw new PlatformError('gaia.start-failed', rest || `The supervisor ended (${end}).`, {
    hint: `The whole log is ${file}.`,
  });
}

async function readFrom(file: string, from: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.alloc(Math.max(0, size - from)),
      position: from,
    });
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await handle.close();
  }
}
