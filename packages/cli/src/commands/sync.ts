import { PlatformError } from '@infraforge/kernel';
import type { ApplicationView } from '@infraforge/plugin-platform-common';
import type { Command } from 'commander';
import { isNotFound } from '../client/http.ts';
import { type PlatformApi, platformApi } from '../client/platform-api.ts';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { renderDocument } from '../output/print.ts';
import { shortSha } from '../views/service.ts';
import { waitFor } from '../wait.ts';

/** `gaia sync APP|SERVICE` */
export function registerSync(program: Command, context: CommandContext): void {
  program
    .command('sync')
    .description(
      'Bring an app to the newest commit of its repository now, and wait until it is there.',
    )
    .argument('<APP|SERVICE>', 'an app, or a service: its app in an environment')
    .option('--environment <name>', 'the environment of a service', 'dev')
    .option('--no-wait', 'return as soon as it has begun')
    .addHelpText(
      'after',
      `
Examples:
  gaia sync orders
  gaia sync orders-dev --no-wait`,
    )
    .action(async (name: string, options: SyncOptions, command: Command) => {
      const api = platformApi(context, command);
      const before = await findApplication(api, name.replace(/^\w+\//, ''), options.environment);
      await api.syncApplication(before.name);
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

type SyncOptions = { readonly environment: string; readonly wait: boolean };

/** The app of this name, or the one of the service of this name: `<service>-<environment>` (DESIGN §6.1). */
async function findApplication(
  api: PlatformApi,
  name: string,
  environment: string,
): Promise<ApplicationView> {
  for (const candidate of [name, `${name}-${environment}`]) {
    try {
      return await api.application(candidate);
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  throw new PlatformError(
    'gaia.not-found',
    `There is no app "${name}" and no service "${name}" with an app in ${environment}.`,
    { hint: '`gaia get apps` shows what there is.' },
  );
}

/** Waits until an operation that began after `before` has ended. */
async function synced(
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
