import type { ApplicationDiffView } from '@infraforge/plugin-platform-common';
import type { Command } from 'commander';
import { platformApi } from '../client/platform-api.ts';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { renderDocument } from '../output/print.ts';
import { printable } from '../output/printable.ts';
import { shortSha } from '../views/service.ts';
import { findApplication } from './find-application.ts';

/** `gaia diff APP|SERVICE` */
export function registerDiff(program: Command, context: CommandContext): void {
  program
    .command('diff')
    .description('Show what a sync of an app would change now. Values of Secrets are hidden.')
    .argument('<APP|SERVICE>', 'an app, or a service: its app in an environment')
    .option('--environment <name>', 'the environment of a service', 'dev')
    .addHelpText(
      'after',
      `
Examples:
  gaia diff orders
  gaia diff orders-dev -o name       only what differs`,
    )
    .action(async (name: string, options: { environment: string }, command: Command) => {
      const api = platformApi(context, command);
      const app = await findApplication(api, name, options.environment);
      const diff = await api.diffApplication(app.name);
      const { output } = globalOptions(command);
      if (output === 'json' || output === 'yaml') {
        return void context.stdout.write(await renderDocument(diff, output));
      }
      if (output === 'name') {
        const names = diff.items.map((item) => `${item.kind.toLowerCase()}/${item.name}\n`);
        return void context.stdout.write(names.join(''));
      }
      if (diff.items.length === 0) {
        const at = diff.revision ? ` at ${shortSha(diff.revision)}` : '';
        return void context.stderr.write(`${diff.name} is as its source says${at}.\n`);
      }
      context.stdout.write(await patchOf(diff));
    });
}

/** A unified diff, as `kubectl diff` and Git print it. */
async function patchOf({ items }: ApplicationDiffView): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  const patches = items.map(({ group, kind, namespace, name, live = '', target = '', change }) => {
    const place = [`${kind}${group ? `.${group}` : ''}`, namespace, name].filter(Boolean).join('/');
    const [before, after] = [
      change === 'create' ? '/dev/null' : place,
      change === 'delete' ? '/dev/null' : place,
    ];
    const patch = createTwoFilesPatch(before, after, live, target, 'live', 'source');
    return patch.split('\n').map(printable).join('\n');
  });
  return patches.join('');
}
