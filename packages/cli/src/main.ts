import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CommandContext } from './context.ts';
import type { ExitCode } from './exit-codes.ts';
import { run } from './run.ts';

/** The world of a real `gaia` process. */
function contextOfProcess(): CommandContext {
  const { env, stdin, stdout, stderr } = process;
  const cwd = process.cwd();
  const checkout = realpathSync(join(import.meta.dirname, '../../..'));
  const isTerminal = stdout.isTTY === true;
  return {
    stdout,
    stderr,
    env,
    cwd,
    isTerminal,
    canAsk: isTerminal && stdin.isTTY === true,
    colour: isTerminal && !env.NO_COLOR && env.TERM !== 'dumb',
    columns: isTerminal ? stdout.columns || 80 : Number.POSITIVE_INFINITY,
    checkout,
    signal: signalOfProcess(),
    now: Date.now,
    resolvePath: (path) => resolve(cwd, path),
    dataDirectory: () =>
      env.INFRAFORGE_DATA_DIR
        ? resolve(cwd, env.INFRAFORGE_DATA_DIR)
        : join(checkout, '.infraforge'),
    setExitCode(code: ExitCode) {
      process.exitCode = code;
    },
  };
}

/** Aborted by the first signal that asks to end. The second one ends at once, as if nobody listened. */
function signalOfProcess(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => {
      controller.abort(new Error(`Stopped by ${name}.`));
    });
  }
  return controller.signal;
}

/** `gaia get services | head -1` ends when head does; that is no error. */
function endWithReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
}

endWithReader(process.stdout);
endWithReader(process.stderr);
void run(process.argv.slice(2), contextOfProcess()).then((code) => {
  process.exitCode = code;
});
