import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { globalOptions } from '../global-options.ts';
import { renderDocument } from '../output/print.ts';
import type { Check } from '../supervisor/checks.ts';
import { localInstallation } from '../supervisor/local-installation.ts';
import { clientVersion } from './version.ts';

const MARKS: Readonly<Record<Check['state'], string>> = { ok: '✓', warning: '!', failed: '✗' };

/** `gaia doctor` */
export function registerDoctor(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description(
      'Check whether the platform can run on this machine, and say what to do where not.',
    )
    .addHelpText('after', '\nExamples:\n  gaia doctor\n  gaia doctor -o json')
    .action(async (_options: unknown, command: Command) => {
      const { diagnose } = await import('../supervisor/diagnosis.ts');
      const checks = await diagnose({
        installation: localInstallation(context),
        node: { path: process.execPath, version: process.versions.node },
        version: clientVersion(context.checkout),
        uid: process.getuid?.(),
      });
      const { output } = globalOptions(command);
      if (output === 'json' || output === 'yaml') {
        context.stdout.write(await renderDocument({ checks }, output));
      } else {
        for (const check of checks) context.stdout.write(lineOf(check));
      }
      if (checks.some((check) => check.state === 'failed')) context.setExitCode(exitCodes.failed);
    });
}

function lineOf({ name, state, finding, hint }: Check): string {
  const advice = hint ? `${' '.repeat(14)}${hint}\n` : '';
  return `${MARKS[state]} ${name.padEnd(11)} ${finding}\n${advice}`;
}
