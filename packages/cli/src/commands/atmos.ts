import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';

/** `gaia atmos ARGS…` */
export function registerAtmos(program: Command, context: CommandContext): void {
  program
    .command('atmos')
    .description(
      'Answer what `atmos` answers, about the stacks of the working directory. Needs no platform.',
    )
    .usage('COMMAND [options]')
    .argument('<words...>', 'what you would type behind `atmos`')
    .allowUnknownOption()
    .helpOption(false)
    .addHelpText(
      'after',
      `
Examples:
  gaia atmos list stacks
  gaia atmos describe component vpc -s fnx-dev
  gaia atmos describe stacks --format json
  gaia atmos validate stacks`,
    )
    .action(async (words: readonly string[]) => {
      const { runAtmos } = await import('@infraforge/stacks');
      const { stackTree } = await import('../stack-tree.ts');
      const gitRoot = repositoryAround(context.cwd);
      const { HOME: home } = context.env;
      const result = runAtmos(words, {
        tree: stackTree(gitRoot ?? context.cwd),
        workingDirectory: context.cwd,
        ...(gitRoot === undefined ? {} : { gitRoot }),
        ...(home === undefined ? {} : { home }),
        env: context.env,
        now: () => new Date(context.now()),
      });
      context.stdout.write(result.stdout);
      context.stderr.write(result.stderr);
      if (result.exit !== 0) context.setExitCode(result.exit === 2 ? 2 : 1);
    });
}

/** The root of the Git repository around a folder. */
function repositoryAround(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
