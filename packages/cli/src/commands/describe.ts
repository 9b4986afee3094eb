import type { Command } from 'commander';
import { platformApi } from '../client/platform-api.ts';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { renderDocument } from '../output/print.ts';
import { readKindAndNames, wrongUsage } from '../usage.ts';
import { describeApplication } from '../views/describe-application.ts';
import { describeService } from '../views/describe-service.ts';

/** `gaia describe service|app NAME` */
export function registerDescribe(program: Command, context: CommandContext): void {
  program
    .command('describe')
    .description('Show all about one service or app: how it is, why, and what to do.')
    .argument('<KIND>', 'service or app; also KIND/NAME')
    .argument('[NAME]', 'its name')
    .addHelpText(
      'after',
      `
Examples:
  gaia describe service orders
  gaia describe app orders-dev       what Git asks for and what runs, resource by resource`,
    )
    .action(async (kindWord: string, name: string | undefined, _options, command: Command) => {
      const found = readKindAndNames(command, kindWord, name ? [name] : [], ['service', 'app']);
      const [wanted, ...more] = found.names;
      if (!wanted || more.length) return wrongUsage(command, `name one ${found.kind}.`);
      const api = platformApi(context, command);
      const { output } = globalOptions(command);
      const [thing, text] =
        found.kind === 'service'
          ? await api
              .service(wanted)
              .then((service) => [service, () => describeService(service, context)] as const)
          : await api
              .application(wanted)
              .then((app) => [app, () => describeApplication(app, context)] as const);
      if (output === 'name') return void context.stdout.write(`${found.kind}/${thing.name}\n`);
      const document = output === 'json' || output === 'yaml';
      context.stdout.write(document ? await renderDocument(thing, output) : text());
    });
}
