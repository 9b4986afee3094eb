import { chown, lstat, mkdir, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { hasCode, PlatformError } from '@infraforge/kernel';
import type { DataDirectory } from './data-directory.ts';
import { podDirectory } from './pod-files.ts';

/** A directory or file of this machine at a place in a pod. */
export type Mount = {
  readonly source: string;
  /** Absolute path in the pod. */
  readonly target: string;
  readonly isReadOnly: boolean;
  readonly isFile: boolean;
};

/** The directory of a PersistentVolumeClaim: it belongs to the claim, not to a pod. */
export function claimDirectory(data: DataDirectory, uid: string): string {
  return join(data.root, 'volumes', uid);
}

/** The directory of a volume that lives as long as its pod; no container can have this name. */
export function podVolumeDirectory(data: DataDirectory, podUid: string, volume: string): string {
  return join(podDirectory(data, podUid), '.volumes', volume);
}

/** Makes a volume's directory for the user of its pods; one that is there stays as it is. */
export async function makeVolume(directory: string, owner: number | undefined): Promise<void> {
  const made = await mkdir(directory, { recursive: true, mode: 0o700 });
  if (made !== undefined && owner !== undefined) await chown(directory, owner, owner);
}

/** Writes a volume's files anew, by their relative paths. Throws `cluster.volume` for a path that leads out of it. */
export async function writeVolume(
  directory: string,
  files: ReadonlyMap<string, { readonly content: Buffer; readonly mode: number }>,
  owner: number | undefined,
): Promise<void> {
  await makeVolume(directory, owner);
  for (const stale of await readdir(directory)) {
    const isKept = [...files.keys()].some((path) => path.split('/')[0] === stale);
    if (!isKept) await rm(join(directory, stale), { recursive: true, force: true });
  }
  for (const [path, { content, mode }] of files) {
    const parts = path.split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..')) throw leadsOut(path);
    const file = join(directory, ...parts);
    await makeVolume(dirname(file), owner);
    await rm(file, { force: true });
    await writeFile(file, content, { mode, flag: 'wx' });
    if (owner !== undefined) await chown(file, owner, owner);
  }
}

/**
 * The place below a volume that a `subPath` names, made as a directory when it is not there. Throws `cluster.volume`
 * when it leads out of the volume, by `..` or by a link that a pod has put there.
 */
export async function subPathOf(
  directory: string,
  subPath: string,
  owner: number | undefined,
): Promise<{ readonly path: string; readonly isFile: boolean }> {
  let path = directory;
  let isFile = false;
  for (const part of subPath.split('/').filter((each) => each !== '' && each !== '.')) {
    if (part === '..') throw leadsOut(subPath);
    path = join(path, part);
    const found = await lstat(path).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return undefined;
      throw error;
    });
    if (found?.isSymbolicLink()) throw leadsOut(subPath);
    if (!found) await makeVolume(path, owner);
    isFile = found?.isFile() ?? false;
  }
  const root = await realpath(directory);
  const real = await realpath(path);
  if (real !== root && !real.startsWith(`${root}${sep}`)) throw leadsOut(subPath);
  return { path, isFile };
}

/** Removes the directories of claims that are gone. `present` are the uids of all claims that there are. */
export async function pruneClaims(
  data: DataDirectory,
  present: ReadonlySet<string>,
): Promise<void> {
  const root = join(data.root, 'volumes');
  for (const uid of await readdir(root).catch(() => [])) {
    if (!present.has(uid)) await rm(join(root, uid), { recursive: true, force: true });
  }
}

function leadsOut(path: string): PlatformError {
  return new PlatformError('cluster.volume', `The path ${path} leads out of its volume.`, {
    hint: 'Name a path below the volume, without ".." and not through a link.',
  });
}
