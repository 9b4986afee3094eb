import { chown, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PlatformError } from '@infraforge/kernel';
import { runProgram } from './run-program.ts';

/**
 * How PostgreSQL, which refuses to run as root, is run: `prefix` stands before its command, and what it is to own belongs
 * to `owner` (undefined: to us).
 */
export type Privileges = {
  readonly prefix: readonly string[];
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
};

/** `id -u` of the users that PostgreSQL is run as where a user namespace is refused. */
const FALLBACK_USERS = ['postgres', 'nobody'];

const AS_ITSELF: Privileges = { prefix: [], owner: undefined };
/** Inside, root's files belong to user 1000, who is not root: nothing has to be given away, on any path that root owns. */
const IN_NAMESPACE: Privileges = {
  prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000'],
  owner: undefined,
};

/**
 * How to run `program` (an absolute path) on `dataDirectory`, whose parent exists. Throws PlatformError `postgres.root`
 * when we are root and neither a user namespace nor another user can do it.
 */
export async function choosePrivileges(
  uid: number | undefined,
  program: string,
  dataDirectory: string,
): Promise<Privileges> {
  if (uid !== 0) return AS_ITSELF;
  const data = await stat(dataDirectory).catch(() => undefined);
  const parent = await stat(dirname(dataDirectory));
  const owner = data ?? parent;
  const candidates: Privileges[] =
    owner.uid === 0 ? [IN_NAMESPACE] : [asUser(owner.uid, owner.gid)];
  for (const name of owner.uid === 0 && !data ? FALLBACK_USERS : []) {
    const ids = await idsOf(name);
    if (ids) candidates.push(asUser(ids.uid, ids.gid));
  }
  for (const candidate of candidates) {
    const where = data ? dataDirectory : dirname(dataDirectory);
    const reach = ['sh', '-c', 'cd "$0" && "$1" --version', where, program];
    if ((await runProgram([...candidate.prefix, ...reach])).code === 0) return candidate;
  }
  throw new PlatformError(
    'postgres.root',
    `PostgreSQL does not run as root, and on this machine no other way leads to ${dataDirectory}: user namespaces are refused, and no unprivileged user can reach it.`,
    {
      hint: 'Run `gaia up` as an ordinary user, or put the data where others can reach it: --data-dir /var/lib/infraforge',
    },
  );
}

/** Gives a file or an empty directory to the user that PostgreSQL runs as. */
export async function handOver(path: string, privileges: Privileges): Promise<void> {
  if (privileges.owner) await chown(path, privileges.owner.uid, privileges.owner.gid);
}

function asUser(uid: number, gid: number): Privileges {
  return {
    prefix: ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'],
    owner: { uid, gid },
  };
}

async function idsOf(user: string): Promise<{ uid: number; gid: number } | undefined> {
  const [uid, gid] = await Promise.all([
    runProgram(['id', '-u', user]),
    runProgram(['id', '-g', user]),
  ]);
  if (uid.code !== 0 || gid.code !== 0) return undefined;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}
