import { readFile } from 'node:fs/promises';
import { PlatformError } from '@infraforge/kernel';
import { authorityFile, certificateIn } from '@infraforge/local-cluster';
import { readConfig } from './config.ts';
import type { Installation } from './installation.ts';
import { portsAt } from './ports.ts';

/** Where the Kubernetes API of an installation answers, and the certificate (PEM) that vouches for it. Throws `gaia.never-started`. */
export async function kubernetesAccess(
  installation: Installation,
): Promise<{ readonly server: string; readonly authority: string }> {
  const text = await readFile(authorityFile(installation.keys), 'utf8').catch(() => '');
  const authority = certificateIn(text);
  if (!authority) {
    throw new PlatformError(
      'gaia.never-started',
      `${installation.data} has no certificate authority that can be read: the platform was not started there yet.`,
      { hint: 'Start it first: gaia up' },
    );
  }
  const { portOffset } = await readConfig(installation);
  return { server: `https://127.0.0.1:${portsAt(portOffset).kubernetes}`, authority };
}
