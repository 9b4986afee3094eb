import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { PlatformError } from '@infraforge/kernel';
import type { CommandContext } from '../context.ts';

/** What `gaia login` stored: a token for each server, and which server is meant when none is named. */
export type Logins = {
  readonly current?: string;
  readonly servers: Readonly<Record<string, { readonly token: string }>>;
};

/** `$XDG_CONFIG_HOME/infraforge/login.json`, else under `~/.config`. */
export function loginFile(context: Pick<CommandContext, 'env'>): string {
  const { XDG_CONFIG_HOME: configured, HOME: home } = context.env;
  return join(configured || join(home || homedir(), '.config'), 'infraforge', 'login.json');
}

/** Throws `gaia.login-file` when the file is there but cannot be read. */
export function readLogins(context: Pick<CommandContext, 'env'>): Logins {
  const path = loginFile(context);
  try {
    const found = JSON.parse(readFileSync(path, 'utf8')) as Partial<Logins>;
    return {
      ...(typeof found.current === 'string' ? { current: found.current } : {}),
      servers: found.servers ?? {},
    };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return { servers: {} };
    throw new PlatformError('gaia.login-file', `${path} cannot be read.`, {
      cause,
      hint: 'Remove it and log in again with `gaia login --server URL`.',
    });
  }
}

/** Replaces the file in one step; it is readable by its owner only. */
export function writeLogins(context: Pick<CommandContext, 'env'>, logins: Logins): void {
  const path = loginFile(context);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(logins, undefined, 2)}\n`, { mode: 0o600 });
    chmodSync(draft, 0o600);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
