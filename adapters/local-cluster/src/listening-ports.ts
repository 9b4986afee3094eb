import { readdir, readFile, readlink } from 'node:fs/promises';
import { childrenOf } from './processes.ts';

/** The state of a listening socket in `/proc/net/tcp`. */
const LISTEN = '0A';

/** The TCP ports on which a process and those that it started listen, in order. */
export async function listeningPorts(pid: number): Promise<readonly number[]> {
  const sockets = new Map((await Promise.all(['tcp', 'tcp6'].map(listeners))).flat());
  if (sockets.size === 0) return [];
  const ports = new Set<number>();
  for (const process of await treeOf(pid)) {
    for (const inode of await processSockets(process)) {
      const port = sockets.get(inode);
      if (port !== undefined) ports.add(port);
    }
  }
  return [...ports].sort((left, right) => left - right);
}

/** Inode and port of every listening socket of the machine. */
async function listeners(file: string): Promise<readonly (readonly [string, number])[]> {
  const text = await readFile(`/proc/net/${file}`, 'utf8').catch(() => '');
  return text
    .split('\n')
    .slice(1)
    .flatMap((line): (readonly [string, number])[] => {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state !== LISTEN || inode === undefined) return [];
      return [[inode, Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16)]];
    });
}

/** Inodes of the sockets that a process holds. */
export async function processSockets(pid: number): Promise<readonly string[]> {
  const directory = `/proc/${pid}/fd`;
  const names = await readdir(directory).catch(() => []);
  const links = await Promise.all(
    names.map((name) => readlink(`${directory}/${name}`).catch(() => '')),
  );
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}

async function treeOf(pid: number): Promise<readonly number[]> {
  const below = await Promise.all((await childrenOf(pid)).map(treeOf));
  return [pid, ...below.flat()];
}
