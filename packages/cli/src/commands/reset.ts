import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PlatformError } from '@infraforge/kernel';
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Installation } from '../supervisor/installation.ts';
import { localInstallation } from '../supervisor/local-installation.ts';

/** What can be had again from elsewhere and took time to get. */
const CACHES = ['cache', 'layers'];
/** What a folder of ours has: nothing else is deleted. */
const MARKS = ['version', 'keys', 'run'];

type ResetOptions = { readonly yes: boolean; readonly all: boolean };

/** `gaia reset` */
export function registerReset(program: Command, context: CommandContext): void {
  program
    .command('reset')
    .description(
      'Stop the platform on this machine and delete all it has: services, repositories, database, keys.',
    )
    .option('-y, --yes', 'do not ask', false)
    .option('--all', 'delete the caches too (installed dependencies, compiled code)', false)
    .addHelpText('after', '\nExamples:\n  gaia reset\n  gaia reset --yes && gaia up')
    .action((options: ResetOptions) => reset(context, options));
}

async function reset(context: CommandContext, options: ResetOptions): Promise<void> {
  const installation = localInstallation(context);
  const entries = await readdir(installation.data).catch(() => undefined);
  if (!entries) {
    context.stdout.write(`There is nothing in ${installation.data}.\n`);
    return;
  }
  assertOurs(installation, entries);
  if (!options.yes && !(await isWanted(context, installation))) {
    context.setExitCode(exitCodes.failed);
    return;
  }
  const [{ stopInstallation }, { createStepList }, { removeTree }] = await Promise.all([
    import('../supervisor/stop-left-behind.ts'),
    import('../supervisor/step-list.ts'),
    import('@infraforge/local-cluster'),
  ]);
  const steps = createStepList(context);
  try {
    await stopInstallation(installation, steps);
    const kept = options.all ? [] : CACHES;
    await steps.run('delete', async () => {
      for (const entry of entries) {
        if (kept.includes(entry)) continue;
        await removeTree(join(installation.data, entry));
      }
      return installation.data;
    });
  } finally {
    steps.end();
  }
  context.stdout.write('`gaia up` starts a new platform.\n');
}

function assertOurs(installation: Installation, entries: readonly string[]): void {
  const isOurs = entries.length === 0 || MARKS.some((mark) => entries.includes(mark));
  const hasOnlyCaches = entries.every((entry) => CACHES.includes(entry));
  if (isOurs || hasOnlyCaches) return;
  throw new PlatformError(
    'gaia.not-ours',
    `${installation.data} does not look like the folder of a platform; nothing was deleted.`,
    { hint: 'Name the right one with --data-dir, or delete this one yourself.' },
  );
}

async function isWanted(context: CommandContext, installation: Installation): Promise<boolean> {
  const what = `all services, repositories and data in ${installation.data}`;
  if (!context.canAsk) {
    throw new PlatformError('gaia.not-confirmed', `This deletes ${what}.`, {
      hint: 'Say so with `gaia reset --yes`.',
    });
  }
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await confirm({ message: `Delete ${what}?`, initialValue: false });
  return !isCancel(answer) && answer;
}
