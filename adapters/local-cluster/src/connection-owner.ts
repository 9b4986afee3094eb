import { readdir, readFile } from 'node:fs/promises';
import type { DataDirectory } from './data-directory.ts';
import { isPodUser } from './isolation.ts';
import { processSockets } from './listening-ports.ts';
import { readPodRecord } from './pod-files.ts';
import { childrenOf, findPodProcesses, type ProcessOwner } from './processes.ts';

/** A connection within this machine, seen from the side that was called. */
export type LocalConnection = { readonly clientPort: number; readonly serverPort: number };

type ClientSocket = { readonly user: number; readonly inode: string };

/**
 * True when the client of the connection is a process of a pod. What a person's programs may do on this machine because
 * they run on it, pods must not. At level `users` the socket's user says so; at the others the process that holds it,
 * by its environment, its mount namespace or its parents.
 */
export async function isPodConnection(
  data: DataDirectory,
  connection: LocalConnection,
): Promise<boolean> {
  const sockets = (
    await Promise.all(['tcp', 'tcp6'].map((file) => clientSockets(file, connection)))
  ).flat();
  if (sockets.some(({ user }) => isPodUser(user))) return true;
  const inodes = new Set(sockets.map(({ inode }) => inode));
  const seen = new Set<number>();
  const holds = async (pid: number): Promise<boolean> => {
    if (seen.has(pid)) return false;
    seen.add(pid);
    if ((await processSockets(pid)).some((inode) => inodes.has(inode))) return true;
    for (const child of await childrenOf(pid)) if (await holds(child)) return true;
    return false;
  };
  for (const { pid } of await findPodProcesses(data.root, await recordedNamespaces(data))) {
    if (await holds(pid)) return true;
  }
  return false;
}

/** Ends of the connection in `/proc/net/tcp`: local and remote address, state, queues, timer, retransmits, user, timeout, inode. */
async function clientSockets(
  file: string,
  { clientPort, serverPort }: LocalConnection,
): Promise<readonly ClientSocket[]> {
  const text = await readFile(`/proc/net/${file}`, 'utf8').catch(() => '');
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', remote = '', , , , , user, , inode] = line.trim().split(/\s+/);
      const isEnd = portOf(local) === clientPort && portOf(remote) === serverPort;
      return isEnd && inode !== undefined ? [{ user: Number(user), inode }] : [];
    });
}

function portOf(address: string): number {
  return Number.parseInt(address.slice(address.lastIndexOf(':') + 1), 16);
}

async function recordedNamespaces(data: DataDirectory): Promise<ReadonlyMap<string, ProcessOwner>> {
  const found = new Map<string, ProcessOwner>();
  for (const uid of await readdir(data.pods).catch(() => [])) {
    const { containers = {} } = (await readPodRecord(data, uid)) ?? {};
    for (const [container, { process }] of Object.entries(containers)) {
      if (process?.mountNamespace) found.set(process.mountNamespace, { podUid: uid, container });
    }
  }
  return found;
}
