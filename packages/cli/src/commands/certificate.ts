import { PlatformError } from '@infraforge/kernel';
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { globalOptions } from '../global-options.ts';
import { printList } from '../output/print.ts';
import type { IngressCertificate } from '../supervisor/ingress-certificates.ts';

/** `gaia certificate list|issue|rotate|export` */
export function registerCertificate(program: Command, context: CommandContext): void {
  const certificate = program
    .command('certificate')
    .description('Certificates with which the ingress of this machine speaks TLS.')
    .addHelpText(
      'after',
      `
The ingress makes the certificate of a host when it is first asked for, and makes it again a month before it expires. An
Ingress that names a Secret in spec.tls is served with that instead.

Examples:
  gaia certificate export > infraforge-ca.pem
  curl --cacert infraforge-ca.pem https://orders.dev.localhost:8843/
  gaia certificate rotate orders.dev.localhost`,
    );
  certificate
    .command('list')
    .description('List the certificates that were made for hosts.')
    .action(async (_options: unknown, command: Command) => {
      const { listCertificates } = await certificates();
      await print(context, command, await listCertificates(await keys(context)));
    });
  certificate
    .command('issue')
    .description('Make the certificates of hosts that have none.')
    .argument('<HOST...>', 'such as orders.dev.localhost')
    .action(async (hosts: string[], _options: unknown, command: Command) => {
      const { issueCertificate } = await certificates();
      const folder = await keys(context);
      const made = await Promise.all(hosts.map((host) => issueCertificate(folder, host)));
      await print(context, command, made);
    });
  certificate
    .command('rotate')
    .description('Replace certificates, with new keys; the ingress serves them at once.')
    .argument('[HOST...]', 'only these; all when none is given')
    .action(async (hosts: string[], _options: unknown, command: Command) => {
      const { listCertificates, rotateCertificate } = await certificates();
      const folder = await keys(context);
      const all =
        hosts.length > 0 ? hosts : (await listCertificates(folder)).map(({ host }) => host);
      const made = await Promise.all(all.map((host) => rotateCertificate(folder, host)));
      await print(context, command, made);
    });
  certificate
    .command('export')
    .description(
      'Print the certificate of the authority, for those who are to trust the others. No key.',
    )
    .action(async () => {
      const { exportAuthority } = await certificates();
      const text = await exportAuthority(await keys(context));
      if (!text) {
        throw new PlatformError('gaia.never-started', 'There is no certificate authority yet.', {
          hint: 'Start the platform (gaia up), or: gaia certificate issue HOST',
        });
      }
      context.stdout.write(text);
    });
}

function certificates() {
  return import('../supervisor/ingress-certificates.ts');
}

async function keys(context: CommandContext): Promise<string> {
  const { localInstallation } = await import('../supervisor/local-installation.ts');
  return localInstallation(context).keys;
}

function print(
  context: CommandContext,
  command: Command,
  items: readonly IngressCertificate[],
): Promise<void> {
  return printList(context, globalOptions(command).output, {
    kind: 'certificate',
    items,
    rows: (item) => [item],
    nameOf: ({ host }) => host,
    single: false,
    columns: [
      { header: 'HOST', cell: ({ host }) => host },
      { header: 'EXPIRES', cell: ({ expiresAt }) => expiresAt.slice(0, 10) },
      { header: 'FINGERPRINT', cell: ({ fingerprint }) => fingerprint, optional: true },
      { header: 'FILE', cell: ({ file }) => file, wide: true },
    ],
    empty:
      'No certificate was made yet. The ingress makes one when a host is asked for over https.',
  });
}
