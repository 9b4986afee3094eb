import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { renderDocument } from '../output/print.ts';

/** `gaia version` */
export function registerVersion(program: Command, context: CommandContext): void {
  program
    .command('version')
    .description('Print the versions of gaia and, when it answers, of the platform.')
    .option('--client', 'ask no server', false)
    .addHelpText(
      'after',
      `
Examples:
  gaia version
  gaia version --client -o json`,
    )
    .action(async (options: { readonly client: boolean }, command: Command) => {
      const client = clientVersion(context.checkout);
      const server = options.client ? undefined : await serverVersion(context, command);
      const { output } = globalOptions(command);
      if (output === 'json' || output === 'yaml') {
        context.stdout.write(
          await renderDocument({ client, node: process.version, server }, output),
        );
        return;
      }
      context.stdout.write(`gaia      ${client} (Node ${process.version})\n`);
      if (server) context.stdout.write(`platform  ${server.version} at ${server.server}\n`);
    });
}

/** The version of this checkout. */
export function clientVersion(checkout: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  return (manifest as { version?: string }).version ?? 'unknown';
}

const patienceMilliseconds = 1_000;

async function serverVersion(
  context: CommandContext,
  command: Command,
): Promise<{ readonly server: string; readonly version: string } | undefined> {
  const { platformApi } = await import('../client/platform-api.ts');
  const api = platformApi(context, command);
  const status = await api.status(patienceMilliseconds).catch(() => undefined);
  return status
    ? { server: api.access.server, version: String(status.version ?? 'unknown') }
    : undefined;
}
