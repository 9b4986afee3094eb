import { CommanderError } from 'commander';
import type { CommandContext } from './context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { buildProgram, namedCommands } from './program.ts';
import { exitCodeOf, reportError } from './report-error.ts';

/**
 * Runs one command line (without `node` and the script) and returns the exit code. Never throws: what goes wrong is printed on
 * stderr. The code that a command set is returned when it ends without an error.
 */
export async function run(words: readonly string[], world: CommandContext): Promise<ExitCode> {
  let chosen: ExitCode = exitCodes.done;
  const context: CommandContext = {
    ...world,
    dataDirectory: () => dataDirectoryFlag(words, world) ?? world.dataDirectory(),
    setExitCode(code) {
      chosen = code;
      world.setExitCode(code);
    },
  };
  try {
    const named = namedCommands(words);
    const program = await buildProgram(context, named[0] === '__complete' ? 'every' : named);
    if (words.length === 0) {
      program.outputHelp();
      return exitCodes.done;
    }
    await program.parseAsync(words, { from: 'user' });
    return chosen;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
    }
    if (context.signal.aborted) return exitCodes.failed;
    reportError(context, error);
    return exitCodeOf(error);
  }
}

/** `--data-dir` is needed before the command line is parsed by its command: the context answers with it. */
function dataDirectoryFlag(words: readonly string[], world: CommandContext): string | undefined {
  const end = words.indexOf('--');
  const flags = end < 0 ? words : words.slice(0, end);
  const joined = flags.find((word) => word.startsWith('--data-dir='));
  const index = flags.lastIndexOf('--data-dir');
  const value = joined ? joined.slice('--data-dir='.length) : flags[index + 1];
  return value && (joined || index >= 0) ? world.resolvePath(value) : undefined;
}
