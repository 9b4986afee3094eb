import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { localInstallation } from '../supervisor/local-installation.ts';

/** `gaia down` */
export function registerDown(program: Command, context: CommandContext): void {
  program
    .command('down')
    .description(
      'Stop the platform on this machine and every service it runs. Nothing is lost: `gaia up` goes on from here.',
    )
    .addHelpText('after', '\nExamples:\n  gaia down\n  gaia down --data-dir ~/second')
    .action(async () => {
      const [{ stopInstallation }, { createStepList }] = await Promise.all([
        import('../supervisor/stop-left-behind.ts'),
        import('../supervisor/step-list.ts'),
      ]);
      const steps = createStepList(context);
      const installation = localInstallation(context);
      const hasStopped = await stopInstallation(installation, steps).finally(() => steps.end());
      if (!hasStopped) context.stdout.write(`Nothing runs in ${installation.data}.\n`);
    });
}
