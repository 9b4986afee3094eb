import { randomBytes } from 'node:crypto';
import { chmod, open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mintToken, parseToken } from '@infraforge/identity';
import { PlatformError } from '@infraforge/kernel';
import type { Installation } from './installation.ts';

/** What the programs of one installation share and nobody else knows. Made at the first start. */
export type Secrets = {
  readonly webhook: string;
  readonly serviceToken: string;
  /** The local administrator's, in `credentials`. */
  readonly adminToken: string;
};

/**
 * The secrets of the installation, each in a file of its own (0600); those that are not there yet are made. Also makes
 * `keys/master`, which the server and the kubelet read themselves.
 */
export async function ensureSecrets(installation: Installation, server: string): Promise<Secrets> {
  const { keys } = installation;
  await ensureFile(join(keys, 'master'), () => randomBytes(32).toString('base64'));
  const token = () => mintToken(randomBytes(40)).token;
  return {
    webhook: await ensureFile(join(keys, 'webhook'), () => randomBytes(32).toString('hex')),
    serviceToken: await ensureFile(join(keys, 'service-token'), token),
    adminToken: await ensureCredentials(installation.credentials, server, token),
  };
}

/** `credentials` is what `gaia` reads: where the platform is, and a token for it. */
async function ensureCredentials(
  file: string,
  server: string,
  newToken: () => string,
): Promise<string> {
  const known = await readFile(file, 'utf8').then(tokenIn, () => undefined);
  const token = known ?? newToken();
  const draft = `${file}.new`;
  await writeFile(draft, `${JSON.stringify({ server, token }, undefined, 2)}\n`, { mode: 0o600 });
  await rename(draft, file);
  return token;
}

function tokenIn(text: string): string | undefined {
  try {
    const { token } = JSON.parse(text) as { token?: unknown };
    return typeof token === 'string' && parseToken(token) ? token : undefined;
  } catch {
    return undefined;
  }
}

async function ensureFile(file: string, make: () => string): Promise<string> {
  const present = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new PlatformError('gaia.unreadable-key', `${file} cannot be read: ${error.message}`, {
      cause: error,
      hint: 'Run gaia as the user who started the platform first.',
    });
  });
  if (present?.trim()) {
    await chmod(file, 0o600);
    return present.trim();
  }
  const value = make();
  // On the disk before anything is encrypted with it: a key that a power cut took is data that is lost.
  const draft = await open(`${file}.new`, 'w', 0o600);
  await draft.writeFile(`${value}\n`);
  await draft.sync();
  await draft.close();
  await rename(`${file}.new`, file);
  return value;
}
