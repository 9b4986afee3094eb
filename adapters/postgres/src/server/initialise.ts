import { randomBytes } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PlatformError } from '@infraforge/kernel';
import { POSTGRES_MAJOR } from './binaries.ts';
import { diskFull, isDiskFull } from './disk-full.ts';
import { runProgram } from './run-program.ts';
import { handOver, type Privileges } from './unprivileged.ts';

/** The superuser of our own server. */
export const SUPERUSER = 'infraforge';

/** Where the superuser's password is kept (0600): beside the data directory, which belongs to PostgreSQL alone. */
function passwordFile(dataDirectory: string): string {
  return `${dataDirectory}.password`;
}

/** The password of the server's superuser, made when there is none. */
export async function ensurePassword(dataDirectory: string): Promise<string> {
  const file = passwordFile(dataDirectory);
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept?.trim()) return kept.trim();
  if (await exists(join(dataDirectory, 'PG_VERSION'))) {
    throw new PlatformError(
      'postgres.no-password',
      `The database in ${dataDirectory} has a password, but the file that keeps it, ${file}, is gone.`,
      { hint: `Put the file back, or start with an empty database: move ${dataDirectory} away.` },
    );
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(`${file}.new`, `${password}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return password;
}

/**
 * Makes the data directory when there is none. It is made beside its place and moved there when it is complete, so that a
 * start that was killed in the middle leaves nothing that looks like a database. Throws PlatformError
 * `postgres.wrong-version`, `postgres.disk-full`, `postgres.initdb-failed`.
 */
export async function ensureDataDirectory(options: {
  readonly dataDirectory: string;
  readonly initdb: string;
  readonly password: string;
  readonly privileges: Privileges;
  readonly env: NodeJS.ProcessEnv;
  readonly sync: boolean;
  readonly signal: AbortSignal | undefined;
}): Promise<void> {
  const { dataDirectory, privileges } = options;
  const version = await readFile(join(dataDirectory, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined) return assertVersion(dataDirectory, version.trim());

  const fresh = `${dataDirectory}.new`;
  const secret = join(dirname(dataDirectory), '.initdb-password');
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(secret, options.password, { mode: 0o600 });
  await handOver(fresh, privileges);
  await handOver(secret, privileges);
  try {
    const flags = [`--pgdata=${fresh}`, '--encoding=UTF8', '--locale=C', `--pwfile=${secret}`];
    const login = [`--username=${SUPERUSER}`, '--auth=scram-sha-256'];
    const command = [...privileges.prefix, options.initdb, ...flags, ...login];
    const result = await runProgram(options.sync ? command : [...command, '--no-sync'], {
      env: options.env,
      signal: options.signal,
    });
    options.signal?.throwIfAborted();
    if (result.code !== 0) throw initdbFailed(dataDirectory, result.output);
    await rename(fresh, dataDirectory);
  } finally {
    await rm(secret, { force: true });
    await rm(fresh, { recursive: true, force: true });
  }
}

function assertVersion(dataDirectory: string, version: string): void {
  if (version === POSTGRES_MAJOR) return;
  throw new PlatformError(
    'postgres.wrong-version',
    `${dataDirectory} was written by PostgreSQL ${version}; this release brings PostgreSQL ${POSTGRES_MAJOR}.`,
    { hint: 'Start the release that wrote it, or start with an empty database: `gaia reset`.' },
  );
}

function initdbFailed(dataDirectory: string, output: string): PlatformError {
  if (isDiskFull(output)) return diskFull(dataDirectory);
  const reason = output.split('\n').findLast((line) => /error|fatal|cannot/i.test(line));
  return new PlatformError(
    'postgres.initdb-failed',
    `The database in ${dataDirectory} could not be made: ${(reason ?? output).trim()}`,
    { hint: 'See `gaia doctor`.' },
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
