import { PlatformError } from '@infraforge/kernel';
import type { CallerView } from '@infraforge/plugin-platform-common';
import type { Command } from 'commander';
import { createHttpClient } from '../client/http.ts';
import { loginFile, readLogins, writeLogins } from '../client/login-store.ts';
import { resolveServerAccess } from '../client/server-access.ts';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { renderDocument } from '../output/print.ts';

/** `gaia login --server URL` */
export function registerLogin(program: Command, context: CommandContext): void {
  program
    .command('login')
    .description('Remember a platform and a token for it. Checks both first.')
    .option('--local', 'go back to the platform of this checkout', false)
    .addHelpText(
      'after',
      `
Examples:
  gaia login --server https://platform.example.com      asks for the token
  gaia login --server https://platform.example.com --token "$TOKEN"
  gaia login --local                                    use the platform of this checkout again

Make a token in the portal under Settings, or with gaia create token.`,
    )
    .action(async (options: { readonly local: boolean }, command: Command) => {
      if (options.local) {
        const { servers } = readLogins(context);
        writeLogins(context, { servers });
        context.stdout.write('gaia talks to the platform of this checkout again.\n');
        return;
      }
      await login(context, command);
    });
}

async function login(context: CommandContext, command: Command): Promise<void> {
  const flags = globalOptions(command);
  const known = resolveServerAccess(context, flags);
  const token = flags.token ?? (context.env.GAIA_TOKEN || (await askForToken(context, known)));
  const access = { ...known, token };
  const me = await createHttpClient(access, context.signal).get<CallerView>('/me');
  const logins = readLogins(context);
  writeLogins(context, {
    current: access.server,
    servers: { ...logins.servers, [access.server]: { token } },
  });
  if (flags.output === 'json' || flags.output === 'yaml') {
    context.stdout.write(await renderDocument({ server: access.server, me }, flags.output));
    return;
  }
  const teams = me.groups.map((group) => group.replace(/^.*\//, '')).join(', ');
  context.stdout.write(
    `Logged in to ${access.server} as ${me.displayName} (${me.role}${teams ? `, ${teams}` : ''}).\n`,
  );
  context.stderr.write(`The token is in ${loginFile(context)}, readable by you only.\n`);
}

async function askForToken(
  context: CommandContext,
  known: { readonly server: string; readonly token: string | undefined },
): Promise<string> {
  if (!context.canAsk) {
    if (known.token) return known.token;
    throw new PlatformError('gaia.no-token', `There is no token for ${known.server}.`, {
      hint: 'Give one with --token or GAIA_TOKEN. Make one in the portal under Settings.',
    });
  }
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({
    message: `Token for ${known.server} (make one at ${known.server}/settings)`,
    signal: context.signal,
  });
  if (isCancel(answer) || !answer.trim()) {
    throw new PlatformError('gaia.no-token', 'No token was given; nothing was stored.');
  }
  return answer.trim();
}
