import { chown, readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
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

/** Users that PostgreSQL is run as where a user namespace is refused. */
const FALLBACK_USERS = ['postgres', 'nobody'];
/** What unmapped files belong to inside a user namespace: being that user would make them look like our own. */
const OVERFLOW_UID = 65_534;

const AS_ITSELF: Privileges = { prefix: [], owner: undefined };

/**
 * How to run `program` (an absolute path) on `dataDirectory`, whose parent exists, as a user that is not root and has a
 * name (initdb asks for both). Throws PlatformError `postgres.root` when we are root and no way leads there.
 */
export async function choosePrivileges(
  uid: number | undefined,
  program: string,
  dataDirectory: string,
): Promise<Privileges> {
  if (uid === undefined) return AS_ITSELF;
  const names = await knownUsers();
  if (uid !== 0) {
    // A user without a name, as containers have: it gets one in a namespace, where that is allowed.
    const named = inNamespace(names);
    const needsName = !hasName();
    return needsName && (await canRun(named, program, dirname(dataDirectory))) ? named : AS_ITSELF;
  }
  const data = await stat(dataDirectory).catch(() => undefined);
  const owner = data ?? (await stat(dirname(dataDirectory)));
  const where = data ? dataDirectory : dirname(dataDirectory);
  for (const candidate of candidatesFor(owner, data === undefined, names)) {
    if (await canRun(candidate, program, where)) return candidate;
  }
  throw new PlatformError(
    'postgres.root',
    `PostgreSQL does not run as root, and on this machine no other way leads to ${dataDirectory}: user namespaces are refused, and no unprivileged user can reach it.`,
    {
      hint: 'Run `gaia up` as an ordinary user, or put the data where others can reach it: --data-dir /var/lib/infraforge',
    },
  );
}

type User = { readonly name: string; readonly uid: number; readonly gid: number };

function candidatesFor(
  owner: { readonly uid: number; readonly gid: number },
  isNew: boolean,
  users: readonly User[],
): readonly Privileges[] {
  if (owner.uid !== 0) return [asUser(owner)];
  const others = FALLBACK_USERS.flatMap((name) => users.filter((user) => user.name === name));
  return [inNamespace(users), ...(isNew ? others.map(asUser) : [])];
}

/** Inside, our own files belong to a user who is not root: nothing has to be given away, on any path that we own. */
function inNamespace(users: readonly User[]): Privileges {
  const { uid } = users.find((user) => user.uid === 1000) ??
    users.find((user) => user.uid !== 0 && user.uid !== OVERFLOW_UID) ?? { uid: 1000 };
  return {
    prefix: ['unshare', '--user', `--map-user=${uid}`, `--map-group=${uid}`],
    owner: undefined,
  };
}

async function canRun(privileges: Privileges, program: string, where: string): Promise<boolean> {
  const reach = ['sh', '-c', 'cd "$0" && "$1" --version', where, program];
  return (await runProgram([...privileges.prefix, ...reach])).code === 0;
}

/** Gives a file or an empty directory to the user that PostgreSQL runs as. */
export async function handOver(path: string, privileges: Privileges): Promise<void> {
  if (privileges.owner) await chown(path, privileges.owner.uid, privileges.owner.gid);
}

function asUser({ uid, gid }: { readonly uid: number; readonly gid: number }): Privileges {
  return {
    prefix: ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'],
    owner: { uid, gid },
  };
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

/** The machine's own users; those of a directory service are of no use in a namespace. */
async function knownUsers(): Promise<readonly User[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text.split('\n').flatMap((line): User[] => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}
