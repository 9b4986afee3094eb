import { sha256 } from '@infraforge/kernel';
import { execa } from 'execa';
import { ISOLATION_SCRIPT } from './isolation-script.ts';
import type { Mount } from './volumes.ts';

/**
 * What keeps a pod away from the platform's files:
 * `users` (a root directory and a user of its own; we are root), `namespaces` (a root directory of its own; the kernel
 * lets an ordinary user make one) or `none` (only the module loader is held back).
 */
export type IsolationLevel = 'users' | 'namespaces' | 'none';

/** A program to run and what it may see of the machine. */
export type Confinement = {
  /** An empty directory: the place where the root is built. */
  readonly root: string;
  /** Becomes `/app`, read-only unless `isWritable`. */
  readonly app: string;
  readonly isWritable?: boolean;
  /** Becomes `/app/node_modules`, read-only. */
  readonly modules: string | undefined;
  /** The Node binary; becomes `/node/bin/node`. */
  readonly node: string;
  /** Becomes `/etc/hosts`. */
  readonly hosts: string;
  /** Pods of one namespace share a user at level `users`. */
  readonly namespace: string;
  /** Directory inside the root. */
  readonly workingDirectory: string;
  /** Directories below `/usr` or `/etc` that must look empty. */
  readonly hide: readonly string[];
  /** Directories and files of the machine at places in the root. */
  readonly mounts?: readonly Mount[];
};

/** Users of pods have numbers that no ordinary user has. */
const FIRST_USER = 300_000;
const USERS = 100_000;

/** The user of a namespace's pods at level `users`. */
export function namespaceUser(namespace: string): number {
  return FIRST_USER + (Number.parseInt(sha256(namespace).slice(0, 8), 16) % USERS);
}

/** True for a number that only pods' users have. */
export function isPodUser(user: number): boolean {
  return user >= FIRST_USER && user < FIRST_USER + USERS;
}

/** The command that runs `command` confined; the process that it starts becomes the program itself. */
export function confine(
  level: 'users' | 'namespaces',
  confinement: Confinement,
  command: readonly string[],
): readonly string[] {
  const mounts = confinement.mounts ?? [];
  const user = level === 'users' ? String(namespaceUser(confinement.namespace)) : '';
  return [
    'unshare',
    ...(level === 'namespaces' ? ['--user', '--map-root-user'] : []),
    '--mount',
    '--propagation',
    'private',
    '/bin/sh',
    '-euc',
    ISOLATION_SCRIPT,
    'sh',
    confinement.root,
    confinement.app,
    confinement.modules ?? '',
    confinement.node,
    confinement.hosts,
    user,
    confinement.workingDirectory,
    confinement.hide.join(':'),
    confinement.isWritable ? 'rw' : 'ro',
    mounts.some(({ target }) => target.startsWith('/etc/')) ? 'own' : '',
    String(mounts.length),
    ...mounts.flatMap(({ source, target, isReadOnly, isFile }) => [
      source,
      target,
      isReadOnly ? 'ro' : 'rw',
      isFile ? 'file' : 'directory',
    ]),
    ...command,
  ];
}

/**
 * The strongest level that works on this machine, found by running a program at each. `scratch` is an empty
 * directory, `hosts` any file. Says why when it is not `users` or `namespaces`.
 */
export async function probeIsolation(options: {
  readonly isRoot: boolean;
  readonly node: string;
  readonly scratch: string;
  readonly hosts: string;
}): Promise<{ readonly level: IsolationLevel; readonly reason: string }> {
  const confinement: Confinement = {
    root: options.scratch,
    app: options.scratch,
    modules: undefined,
    node: options.node,
    hosts: options.hosts,
    namespace: 'probe',
    workingDirectory: '/app',
    hide: [],
  };
  const level = options.isRoot ? 'users' : 'namespaces';
  const [file = '', ...args] = confine(level, confinement, ['/node/bin/node', '-e', '0']);
  const result = await execa(file, args, { reject: false, timeout: 10_000, cwd: '/' });
  if (result.exitCode === 0) return { level, reason: 'a trial run worked' };
  const said = (result.stderr || result.message || '').trim().split('\n').at(-1) ?? '';
  return { level: 'none', reason: `a trial run of level ${level} failed: ${said}` };
}
