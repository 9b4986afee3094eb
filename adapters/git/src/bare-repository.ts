import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlatformError } from '@infraforge/kernel';
import type { GitProgram } from './git-program.ts';

/** Attributes that would leave files out of a build or change them are off, whatever a commit says. */
const ATTRIBUTES = '* -export-ignore -export-subst -filter\n';

/** How names of unfinished and discarded folders start; `recoverFolder` removes them. */
const UNFINISHED = '.unfinished-';

/**
 * Makes a bare repository at `path`. It is made beside and renamed, so that it is there whole or not at all; what stands
 * there half made (a crash of an older version, a copy that was cut short) is put aside and made again.
 */
export async function makeBareRepository(
  git: GitProgram,
  root: string,
  path: string,
  defaultBranch: string,
): Promise<void> {
  if (await isWholeRepository(path)) return;
  const unfinished = join(root, `${UNFINISHED}${randomUUID()}`);
  await mkdir(root, { recursive: true });
  try {
    await git.run(['init', '--quiet', '--bare', '--template=', unfinished]);
    await writeFile(join(unfinished, 'HEAD'), `ref: refs/heads/${defaultBranch}\n`);
    await mkdir(join(unfinished, 'info'), { recursive: true });
    await writeFile(join(unfinished, 'info/attributes'), ATTRIBUTES);
    await putAsideIfBroken(root, path);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (await isWholeRepository(path)) return;
    throw new PlatformError('scm.create-failed', `The repository ${path} cannot be made`, {
      cause: error,
      hint: 'Check that the disk is not full and that the folder can be written',
    });
  }
}

async function putAsideIfBroken(root: string, path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (!there || (await isWholeRepository(path))) return;
  await rename(path, join(root, `.broken-${randomUUID()}`));
}

/** True when git would accept the folder: HEAD with content, and the two folders that hold everything. */
async function isWholeRepository(path: string): Promise<boolean> {
  const head = await readFile(join(path, 'HEAD'), 'utf8').catch(() => '');
  const folders = await Promise.all(
    ['objects', 'refs'].map((name) => stat(join(path, name)).catch(() => undefined)),
  );
  return head.trim() !== '' && folders.every((folder) => folder?.isDirectory() === true);
}

/** Removes a repository: renamed first, so that nobody finds half of it. */
export async function removeBareRepository(root: string, path: string): Promise<void> {
  const discarded = join(root, `${UNFINISHED}${randomUUID()}`);
  try {
    await rename(path, discarded);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  await rm(discarded, { recursive: true, force: true });
}

/**
 * Clears what a killed process left more than `staleMilliseconds` ago: unfinished folders, and ref locks, which would
 * refuse every later push. For the start of the server. What is younger may be the work of another process.
 */
export async function recoverFolder(root: string, staleMilliseconds: number): Promise<void> {
  const names = await readdir(root).catch(() => []);
  for (const name of names) {
    if (name.startsWith(UNFINISHED)) await removeStale(join(root, name), staleMilliseconds);
    if (name.endsWith('.git')) await removeStaleLocks(join(root, name), staleMilliseconds);
  }
}

/** Locks, and the objects of pushes that were cut off (`objects/tmp_objdir-incoming-…`). */
async function removeStaleLocks(repository: string, staleMilliseconds: number): Promise<void> {
  const inRefs = await readdir(join(repository, 'refs'), { recursive: true }).catch(() => []);
  const inObjects = await readdir(join(repository, 'objects')).catch(() => []);
  const locks = [
    ...['HEAD.lock', 'packed-refs.lock', 'config.lock'],
    ...inRefs.filter((name) => name.endsWith('.lock')).map((name) => join('refs', name)),
    ...inObjects.filter((name) => name.startsWith('tmp_')).map((name) => join('objects', name)),
  ];
  for (const lock of locks) {
    await removeStale(join(repository, lock), staleMilliseconds);
  }
}

async function removeStale(path: string, staleMilliseconds: number): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found || Date.now() - found.mtimeMs <= staleMilliseconds) return;
  await rm(path, { recursive: true, force: true });
}
