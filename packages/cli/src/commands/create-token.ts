import { type Command, InvalidArgumentError, Option } from 'commander';
import { platformApi } from '../client/platform-api.ts';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { renderDocument } from '../output/print.ts';

/** `gaia create token` */
export function registerCreateToken(create: Command, context: CommandContext): void {
  create
    .command('token')
    .description('Create a token for a machine: for the API, for git and for gaia.')
    .requiredOption('--description <text>', 'what it is for')
    .addOption(
      new Option('--scope <scope...>', 'what it may do (default: all that you may)').choices([
        'read',
        'write',
      ]),
    )
    .option('--expires <duration>', 'when it ends, such as 12h or 90d (default: never)', duration)
    .addHelpText(
      'after',
      `
Examples:
  gaia create token --description "CI of orders" --scope read --expires 90d
  GAIA_TOKEN=$(gaia create token --description script) gaia get services`,
    )
    .action(async (options: CreateTokenOptions, command: Command) => {
      const { description, scope, expires } = options;
      const made = await platformApi(context, command).createToken({
        description,
        ...(scope ? { scopes: scope } : {}),
        ...(expires === undefined
          ? {}
          : { expiresAt: new Date(context.now() + expires).toISOString() }),
      });
      const { output } = globalOptions(command);
      if (output === 'json' || output === 'yaml') {
        context.stdout.write(await renderDocument(made, output));
      } else if (output === 'name') context.stdout.write(`token/${made.id}\n`);
      else {
        context.stdout.write(`${made.token}\n`);
        context.stderr.write(
          `This is the only time that it is shown. Take it back: gaia delete token ${made.id}\n`,
        );
      }
    });
}

type CreateTokenOptions = {
  readonly description: string;
  readonly scope?: readonly string[];
  /** Milliseconds. */
  readonly expires?: number;
};

const unitMilliseconds: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function duration(text: string): number {
  const [, figure, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (!figure || !unit) {
    throw new InvalidArgumentError('It must be a number with m, h or d, such as 12h or 90d.');
  }
  return Number(figure) * (unitMilliseconds[unit] ?? 0);
}
