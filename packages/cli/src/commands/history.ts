import type { ApplicationHistoryEntryView } from '@infraforge/plugin-platform-common';
import type { Command } from 'commander';
import { platformApi } from '../client/platform-api.ts';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { ageOf } from '../output/age.ts';
import { printList } from '../output/print.ts';
import type { Column } from '../output/table.ts';
import { deployedBy } from '../views/describe-application.ts';
import { shortSha } from '../views/service.ts';
import { findApplication } from './find-application.ts';

/** `gaia history APP|SERVICE` */
export function registerHistory(program: Command, context: CommandContext): void {
  program
    .command('history')
    .description('List what of an app was deployed, the newest first.')
    .argument('<APP|SERVICE>', 'an app, or a service: its app in an environment')
    .option('--environment <name>', 'the environment of a service', 'dev')
    .addHelpText(
      'after',
      `
Examples:
  gaia history orders
  gaia rollback orders 3             back to one of them`,
    )
    .action(async (name: string, options: { environment: string }, command: Command) => {
      const api = platformApi(context, command);
      const app = await findApplication(api, name, options.environment);
      await printList(context, globalOptions(command).output, {
        kind: 'history',
        items: await api.applicationHistory(app.name),
        rows: (entry) => [entry],
        nameOf: ({ id }) => String(id),
        columns: columnsOf(context.now()),
        single: false,
        empty: `Nothing of ${app.name} has been deployed yet.`,
      });
    });
}

function columnsOf(now: number): readonly Column<ApplicationHistoryEntryView>[] {
  return [
    { header: 'ID', cell: ({ id }) => String(id) },
    { header: 'REVISION', cell: ({ revision }) => shortSha(revision) },
    { header: 'DEPLOYED', cell: ({ deployedAt }) => `${ageOf(deployedAt, now)} ago` },
    { header: 'BY', cell: deployedBy },
    {
      header: 'TARGET',
      cell: ({ sources = [] }) =>
        sources.map(({ targetRevision }) => targetRevision ?? 'HEAD').join(', '),
      wide: true,
    },
  ];
}
