import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { globalOptions } from '../global-options.ts';
import { ageOf } from '../output/age.ts';
import { renderDocument } from '../output/print.ts';
import type { Column } from '../output/table.ts';
import { localInstallation } from '../supervisor/local-installation.ts';
import type { PlatformStatus, ProgramStatus } from '../supervisor/platform-status.ts';

/** `gaia status` */
export function registerStatus(program: Command, context: CommandContext): void {
  program
    .command('status')
    .description(
      'Show what of the platform on this machine runs. Exit code 1 when not all of it does.',
    )
    .addHelpText('after', '\nExamples:\n  gaia status\n  gaia status -o json')
    .action(async (_options: unknown, command: Command) => {
      const { platformStatus } = await import('../supervisor/platform-status.ts');
      const status = await platformStatus(localInstallation(context), context.signal);
      const { output } = globalOptions(command);
      if (output === 'json' || output === 'yaml') {
        context.stdout.write(await renderDocument(status, output));
      } else if (output === 'name') {
        context.stdout.write(`platform/${status.state}\n`);
      } else {
        const { renderTable } = await import('../output/table.ts');
        context.stdout.write(`${firstLine(status)}\n\n`);
        const columns = columnsAt(context.now());
        context.stdout.write(renderTable(status.programs, columns, context.columns));
        context.stdout.write(lastLine(status));
      }
      if (status.state !== 'Running') context.setExitCode(exitCodes.failed);
    });
}

function firstLine(status: PlatformStatus): string {
  const pods = status.pods === 1 ? '1 pod' : `${status.pods} pods`;
  switch (status.state) {
    case 'Running':
      return `The platform is running, with ${pods}.`;
    case 'Starting':
      return 'The platform is starting.';
    case 'Degraded':
      return `A part of the platform is running, with ${pods}, and nobody looks after it.`;
    case 'Stopped':
      return 'The platform is stopped.';
  }
}

function lastLine(status: PlatformStatus): string {
  switch (status.state) {
    case 'Running':
      return `\nPortal ${status.urls.portal} · Forge ${status.urls.forge}\n`;
    case 'Starting':
      return '';
    case 'Degraded':
      return '\n`gaia up` takes it over, `gaia down` stops it.\n';
    case 'Stopped':
      return '\n`gaia up` starts it.\n';
  }
}

function columnsAt(now: number): readonly Column<ProgramStatus>[] {
  return [
    { header: 'PROGRAM', cell: ({ name }) => name },
    { header: 'STATE', cell: ({ state }) => state },
    { header: 'ADDRESS', cell: ({ address }) => address ?? '' },
    { header: 'PID', cell: ({ pid }) => (pid === undefined ? '' : String(pid)) },
    { header: 'AGE', cell: ({ startedAt }) => ageOf(startedAt, now) },
    {
      header: 'MEMORY',
      cell: ({ memoryBytes }) =>
        memoryBytes === undefined ? '' : `${Math.round(memoryBytes / 2 ** 20)}Mi`,
    },
  ];
}
