import { PlatformError } from '@infraforge/kernel';
import type { ServiceView } from '@infraforge/plugin-platform-common';
import type { Command } from 'commander';
import { platformApi } from '../client/platform-api.ts';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { renderDocument } from '../output/print.ts';

/** `gaia open NAME` */
export function registerOpen(program: Command, context: CommandContext): void {
  program
    .command('open')
    .description('Open a service in the browser, and print the address.')
    .argument('<SERVICE>', 'its name')
    .option('--repository', 'its repository on the forge', false)
    .option('--portal', 'its page in the portal', false)
    .option('--environment <name>', 'the environment that it runs in', 'dev')
    .option('--print', 'print the address only', false)
    .addHelpText(
      'after',
      `
Examples:
  gaia open orders                 http://orders.dev.localhost:8880
  gaia open orders --portal        status, pods and log
  curl -s "$(gaia open orders --print)/healthz"`,
    )
    .action(async (name: string, options: OpenOptions, command: Command) => {
      const api = platformApi(context, command);
      const service = await api.service(name.replace(/^(service|services|svc)\//, ''));
      const url = addressOf(service, options, api.access.server);
      const { output } = globalOptions(command);
      const document = output === 'json' || output === 'yaml';
      context.stdout.write(document ? await renderDocument({ url }, output) : `${url}\n`);
      if (context.isTerminal && !options.print && !document) await openInBrowser(url, context);
    });
}

type OpenOptions = {
  readonly repository: boolean;
  readonly portal: boolean;
  readonly environment: string;
  readonly print: boolean;
};

function addressOf(service: ServiceView, options: OpenOptions, server: string): string {
  if (options.portal) {
    const [, kind = 'component', namespace = 'default', name = service.name] =
      /^([^:]+):([^/]+)\/(.+)$/.exec(service.entityRef) ?? [];
    return `${server}/catalog/${namespace}/${kind}/${name}`;
  }
  const runtime = service.environments.find(
    ({ environment }) => environment === options.environment,
  );
  const url = options.repository ? service.repository?.url : runtime?.url;
  if (url && /^https?:\/\//.test(url)) return url;
  const what = options.repository ? 'repository' : `address in ${options.environment}`;
  throw new PlatformError('gaia.no-address', `Service ${service.name} has no ${what} yet.`, {
    hint: `See how far it is: gaia describe service ${service.name}`,
  });
}

/** Starts the desktop's opener and does not wait for it. Where there is none the printed address is the result. */
async function openInBrowser(url: string, context: CommandContext): Promise<void> {
  const { spawn } = await import('node:child_process');
  const program = process.platform === 'darwin' ? 'open' : 'xdg-open';
  await new Promise<void>((resolve) => {
    const child = spawn(program, [url], {
      detached: true,
      stdio: 'ignore',
      env: { ...context.env },
    });
    child.once('error', () => resolve());
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
