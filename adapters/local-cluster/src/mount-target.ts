import { lstat, mkdir, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { hasCode } from '@infraforge/kernel';
import type { Mount } from './volumes.ts';

/** Places of a pod that are the machine's own: something can be put over what is there, and nothing added. */
const SHARED = ['usr', 'bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'];
const CLOSED = ['proc', 'node', 'dev'];

/**
 * Makes room for a mount below `/app`, and says why there is none at its target: a pod's root is made of directories
 * of this machine, and a mount must not write into them.
 */
export async function prepareTarget(mount: Mount, app: string): Promise<string | undefined> {
  const { target } = mount;
  if (!target.startsWith('/') || posix.normalize(target) !== target || target === '/') {
    return `mountPath ${target} is not an absolute path below /`;
  }
  const parts = target.split('/').slice(1);
  const [first = '', second = ''] = parts;
  if (first === 'app') return prepareInApp(mount, app, parts.slice(1));
  if (CLOSED.includes(first) && !(first === 'dev' && second === 'shm')) {
    return `mountPath ${target} is a place of the machine that a pod cannot change`;
  }
  const isShared = SHARED.includes(first) || (first === 'etc' && (await typeOf(`/etc/${second}`)));
  if (!isShared) return undefined;
  const found = await typeOf(target);
  if (found === (mount.isFile ? 'file' : 'directory')) return undefined;
  return `mountPath ${target} is below a directory of this machine and cannot be made there; choose another, such as /data`;
}

async function prepareInApp(
  mount: Mount,
  app: string,
  parts: readonly string[],
): Promise<string | undefined> {
  if (parts.length === 0 || parts[0] === 'node_modules') {
    return `mountPath ${mount.target} would hide the program itself`;
  }
  let path = app;
  for (const [index, part] of parts.entries()) {
    path = join(path, part);
    const isLast = index === parts.length - 1;
    const wanted = isLast && mount.isFile ? 'file' : 'directory';
    const found = await typeOf(path);
    if (found === undefined) await (wanted === 'file' ? writeFile(path, '') : mkdir(path));
    else if (found !== wanted)
      return `mountPath ${mount.target}: ${part} is no ${wanted} in the image`;
  }
  return undefined;
}

async function typeOf(path: string): Promise<'file' | 'directory' | 'other' | undefined> {
  try {
    const found = await lstat(path);
    return found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other';
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}
