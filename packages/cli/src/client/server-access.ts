import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformError } from '@infraforge/kernel';
import type { CommandContext } from '../context.ts';
import { loginFile, readLogins } from './login-store.ts';

/** Which platform to talk to, and as whom. */
export type ServerAccess = {
  /** Origin, without a slash at the end. */
  readonly server: string;
  readonly token: string | undefined;
  /** The platform of this checkout: started with `gaia up`. */
  readonly local: boolean;
  /** Where the address is from: `--server`, `GAIA_SERVER`, a file. */
  readonly origin: string;
};

export const defaultServer = 'http://localhost:7007';

/**
 * Flags, then `GAIA_SERVER` and `GAIA_TOKEN`, then what `gaia login` stored, then the platform of this checkout.
 * A stored token goes to the server that it was stored for and to no other.
 * Throws `gaia.bad-server` when the address is no http(s) URL.
 */
export function resolveServerAccess(
  context: Pick<CommandContext, 'env' | 'dataDirectory'>,
  flags: { readonly server?: string; readonly token?: string },
): ServerAccess {
  const { env } = context;
  const logins = readLogins(context);
  const local = readLocalAccess(context.dataDirectory());
  const chosen = asAddress(flags.server, '--server') ??
    asAddress(env.GAIA_SERVER, 'GAIA_SERVER') ??
    asAddress(logins.current, loginFile(context)) ??
    asAddress(local?.server, join(context.dataDirectory(), 'credentials')) ?? {
      server: defaultServer,
      origin: 'the default',
    };
  const isLocal = chosen.server === normalise(local?.server ?? defaultServer);
  const token =
    flags.token ??
    (env.GAIA_TOKEN || undefined) ??
    logins.servers[chosen.server]?.token ??
    (isLocal ? local?.token : undefined);
  return { ...chosen, token, local: isLocal };
}

function asAddress(
  server: string | undefined,
  origin: string,
): { readonly server: string; readonly origin: string } | undefined {
  if (!server) return undefined;
  return { server: normalise(server, origin), origin };
}

/** The origin of an address; `localhost:7007` is taken as http. */
export function normalise(server: string, origin = 'the address'): string {
  const text = /^[a-z]+:\/\//i.test(server) ? server : `http://${server}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new PlatformError('gaia.bad-server', `"${server}" (from ${origin}) is no address.`, {
      hint: 'Give it as http://host:port or https://host.',
    });
  }
  return url.origin;
}

/** What `gaia up` wrote for the local administrator. Undefined when the platform was never started here. */
function readLocalAccess(
  dataDirectory: string,
): { readonly server?: string; readonly token?: string } | undefined {
  try {
    const text = readFileSync(join(dataDirectory, 'credentials'), 'utf8');
    const found = JSON.parse(text) as { server?: unknown; token?: unknown };
    return {
      ...(typeof found.server === 'string' ? { server: found.server } : {}),
      ...(typeof found.token === 'string' ? { token: found.token } : {}),
    };
  } catch {
    return undefined;
  }
}
