import { PlatformError } from '@infraforge/kernel';
import type { Command } from 'commander';
import { resolveServerAccess } from '../client/server-access.ts';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { renderDocument } from '../output/print.ts';

/** `gaia kubeconfig` */
export function registerKubeconfig(program: Command, context: CommandContext): void {
  program
    .command('kubeconfig')
    .description('Print a kubeconfig with which kubectl reaches the local cluster as you.')
    .option('-n, --namespace <name>', 'the namespace of the context')
    .addHelpText(
      'after',
      `
It holds your platform token: keep the file to yourself.

Examples:
  gaia kubeconfig > infraforge.kubeconfig
  kubectl --kubeconfig infraforge.kubeconfig get pods -A
  gaia kubeconfig --namespace payments-dev > infraforge.kubeconfig`,
    )
    .action(async (options: { readonly namespace?: string }, command: Command) => {
      const flags = globalOptions(command);
      const access = resolveServerAccess(context, flags);
      if (!access.local) throw notLocal(access.server);
      if (!access.token) throw noToken();
      const [{ kubernetesAccess }, { localInstallation }] = await Promise.all([
        import('../supervisor/kubernetes-access.ts'),
        import('../supervisor/local-installation.ts'),
      ]);
      const cluster = await kubernetesAccess(localInstallation(context));
      const document = kubeconfig({ ...cluster, token: access.token, ...options });
      const format = flags.output === 'json' ? 'json' : 'yaml';
      context.stdout.write(await renderDocument(document, format));
    });
}

/** A kubeconfig of one cluster, one user and one context, all named `infraforge`. */
function kubeconfig(of: {
  readonly server: string;
  /** PEM. */
  readonly authority: string;
  readonly token: string;
  readonly namespace?: string;
}) {
  const name = 'infraforge';
  const authority = Buffer.from(of.authority).toString('base64');
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: of.server, 'certificate-authority-data': authority } }],
    users: [{ name, user: { token: of.token } }],
    contexts: [
      {
        name,
        context: {
          cluster: name,
          user: name,
          ...(of.namespace ? { namespace: of.namespace } : {}),
        },
      },
    ],
    'current-context': name,
  };
}

function notLocal(server: string): PlatformError {
  return new PlatformError(
    'gaia.not-local',
    `${server} is not the platform on this machine, and only that one has a local cluster.`,
    { hint: 'Go back to the local one with `gaia login --local`, or use --data-dir.' },
  );
}

function noToken(): PlatformError {
  return new PlatformError('gaia.no-token', 'There is no token for the local platform.', {
    hint: 'Start it with `gaia up`, or give a token with --token.',
  });
}
