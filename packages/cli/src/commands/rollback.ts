import type { Command } from 'commander';
import { platformApi } from '../client/platform-api.ts';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { renderDocument } from '../output/print.ts';
import { wrongUsage } from '../usage.ts';
import { shortSha } from '../views/service.ts';
import { findApplication } from './find-application.ts';
import { synced } from './sync.ts';

type RollbackOptions = {
  readonly environment: string;
  readonly reason?: string;
  readonly end?: true;
  readonly wait: boolean;
};

/** `gaia rollback APP|SERVICE ID` and `gaia rollback APP|SERVICE --end` */
export function registerRollback(program: Command, context: CommandContext): void {
  program
    .command('rollback')
    .description(
      'Bring an app back to an entry of its history. It stays there, whatever is pushed, until --end.',
    )
    .argument('<APP|SERVICE>', 'an app, or a service: its app in an environment')
    .argument('[ID]', 'an entry of its history (gaia history)')
    .option('--environment <name>', 'the environment of a service', 'dev')
    .option('--reason <text>', 'why, for those who find it pinned')
    .option('--end', 'let it follow its source again')
    .option('--no-wait', 'return as soon as it has begun')
    .addHelpText(
      'after',
      `
Examples:
  gaia rollback orders 3 --reason "checkout times out"
  gaia rollback orders --end`,
    )
    .action(async (name: string, id: string | undefined, options: RollbackOptions, command) => {
      if (options.end ? id !== undefined : !/^\d+$/.test(id ?? '')) {
        return wrongUsage(command, 'name an entry of `gaia history`, or --end.');
      }
      const api = platformApi(context, command);
      const before = await findApplication(api, name, options.environment);
      const { output } = globalOptions(command);
      if (options.end) await api.endPin(before.name);
      else {
        const { reason } = options;
        await api.rollbackApplication(before.name, { id: Number(id), ...(reason && { reason }) });
      }
      const app =
        options.wait && !options.end
          ? await synced(context, api, before)
          : await api.application(before.name);
      if (output === 'json' || output === 'yaml') {
        return void context.stdout.write(await renderDocument(app, output));
      }
      if (output === 'name') return void context.stdout.write(`app/${app.name}\n`);
      const text = options.end
        ? 'follows its source again'
        : `pinned to ${shortSha(app.pin?.revision)}, ${options.wait ? app.sync : 'sync has begun'}`;
      context.stdout.write(`app/${app.name}: ${text}\n`);
    });
}
