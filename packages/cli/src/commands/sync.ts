import { PlatformError } from '@infraforge/kernel';
import type { ApplicationView, SyncedResourceView } from '@infraforge/plugin-platform-common';
import type { Command } from 'commander';
import { type PlatformApi, platformApi } from '../client/platform-api.ts';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { printList, renderDocument } from '../output/print.ts';
import type { Column } from '../output/table.ts';
import { shortSha } from '../views/service.ts';
import { waitFor } from '../wait.ts';
import { findApplication } from './find-application.ts';

/** `gaia sync APP|SERVICE` */
export function registerSync(program: Command, context: CommandContext): void {
  program
    .command('sync')
    .description(
      'Bring an app to the newest commit of its repository now, and wait until it is there.',
    )
    .argument('<APP|SERVICE>', 'an app, or a service: its app in an environment')
    .option('--environment <name>', 'the environment of a service', 'dev')
    .option('--revision <revision>', 'a branch, tag or commit in place of its own')
    .option('--prune', 'also delete what is not in the source any more')
    .option('--dry-run', 'only say what would happen')
    .option('--no-wait', 'return as soon as it has begun')
    .addHelpText(
      'after',
      `
Examples:
  gaia sync orders
  gaia sync orders-dev --dry-run     what a sync would do, and what would be refused
  gaia sync orders-dev --no-wait`,
    )
    .action(async (name: string, options: SyncOptions, command: Command) => {
      const api = platformApi(context, command);
      const before = await findApplication(api, name, options.environment);
      if (options.dryRun) return void (await trySync(context, api, before.name, options, command));
      await api.syncApplication(before.name, requestOf(options));
      const app = options.wait ? await synced(context, api, before) : before;
      const { output } = globalOptions(command);
      if (output === 'json' || output === 'yaml') {
        return void context.stdout.write(await renderDocument(app, output));
      }
      if (output === 'name') return void context.stdout.write(`app/${app.name}\n`);
      const to = app.revision ? ` at ${shortSha(app.revision)}` : '';
      const text = options.wait ? `${app.sync}${to}, ${app.health}` : 'sync has begun';
      context.stdout.write(`app/${app.name}: ${text}\n`);
    });
}

type SyncOptions = {
  readonly environment: string;
  readonly wait: boolean;
  readonly revision?: string;
  readonly prune?: true;
  readonly dryRun?: true;
};

function requestOf({ revision, prune }: SyncOptions) {
  return { ...(revision !== undefined && { revision }), ...(prune && { prune }) };
}

const triedColumns: readonly Column<SyncedResourceView>[] = [
  { header: 'KIND', cell: ({ kind }) => kind },
  { header: 'NAMESPACE', cell: ({ namespace }) => namespace || '-', optional: true },
  { header: 'NAME', cell: ({ name }) => name },
  { header: 'PHASE', cell: ({ phase }) => phase ?? '' },
  { header: 'RESULT', cell: ({ status }) => status ?? '' },
  { header: 'MESSAGE', cell: ({ message }) => message },
];

async function trySync(
  context: CommandContext,
  api: PlatformApi,
  name: string,
  options: SyncOptions,
  command: Command,
): Promise<void> {
  const tried = await api.trySync(name, requestOf(options));
  await printList(context, globalOptions(command).output, {
    kind: 'resource',
    items: tried.items,
    rows: (item) => [item],
    nameOf: (item) => `${item.kind.toLowerCase()}/${item.name}`,
    columns: triedColumns,
    single: false,
    empty: 'There is nothing to sync.',
  });
  const refused = tried.items.filter(({ status }) => status === 'SyncFailed').length;
  if (refused === 0) return;
  throw new PlatformError('gaia.sync-would-fail', `${refused} of them would be refused.`, {
    hint: 'Mend what the messages name.',
  });
}

/** Waits until an operation that began after `before` has ended. */
export async function synced(
  context: CommandContext,
  api: PlatformApi,
  before: ApplicationView,
): Promise<ApplicationView> {
  const hint = `See the resources: gaia describe app ${before.name}`;
  const patience = {
    everyMilliseconds: 250,
    atMostMilliseconds: 120_000,
    tooLong: () =>
      new PlatformError('gaia.timeout', `${before.name} is still not synced after 2 minutes.`, {
        hint,
      }),
  };
  return await waitFor(context, patience, async () => {
    const app = await api.application(before.name);
    const { operation } = app;
    const isNew = operation !== undefined && operation.startedAt !== before.operation?.startedAt;
    if (!isNew || !operation.finishedAt) return undefined;
    if (operation.phase === 'Succeeded') return app;
    throw new PlatformError('gaia.sync-failed', `${app.name}: ${operation.message}`, { hint });
  });
}
