import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PlatformError } from '@infraforge/kernel';
import type { GitProgram } from './git-program.ts';
import { parseLsTree } from './parse-objects.ts';

/**
 * Writes the files of a commit into a directory, which is made when it is not there. Throws PlatformError
 * `scm.not-empty`, or `scm.link-outside` when a symbolic link of the commit leaves it: builds follow links.
 */
export async function checkoutCommit(
  git: GitProgram,
  repository: string,
  sha: string,
  directory: string,
): Promise<void> {
  await mkdir(directory, { recursive: true });
  if ((await readdir(directory)).length > 0) {
    throw new PlatformError('scm.not-empty', `${directory} is not empty`);
  }
  await refuseLinksOutside(git, repository, sha);
  const index = join(repository, `index-${randomUUID()}`);
  const run = (args: readonly string[]) =>
    git.run([`--git-dir=${repository}`, `--work-tree=${directory}`, ...args], {
      env: { GIT_INDEX_FILE: index },
      cwd: directory,
    });
  try {
    await run(['read-tree', sha]);
    await run(['checkout-index', '--all', '--force']);
  } finally {
    await rm(index, { force: true });
  }
}

async function refuseLinksOutside(git: GitProgram, repository: string, sha: string): Promise<void> {
  const { stdout } = await git.run([
    ...[`--git-dir=${repository}`, 'ls-tree', '-r', '-l', '-z', '--full-tree', sha],
  ]);
  for (const entry of parseLsTree(stdout)) {
    if (entry.mode !== '120000') continue;
    const blob = await git.run([`--git-dir=${repository}`, 'cat-file', 'blob', entry.sha]);
    const target = blob.stdout.toString();
    if (staysInside(entry.path, target)) continue;
    throw new PlatformError(
      'scm.link-outside',
      `The symbolic link ${entry.path} of commit ${sha} points to '${target}', outside of the repository`,
      { hint: 'Make it relative, with every .. at its start, and inside the repository' },
    );
  }
}

/**
 * Only `../` as often as the link is deep, and then names: whatever other links stand on the way, each of which keeps
 * the same rule, the target is inside. A `..` after a name could step out of what that name links to.
 */
function staysInside(path: string, target: string): boolean {
  const depth = path.split('/').length - 1;
  const parts = target.split('/');
  const ups = parts.findIndex((part) => part !== '..');
  const rest = ups < 0 ? [] : parts.slice(ups);
  const climbs = ups < 0 ? parts.length : ups;
  return target !== '' && !target.startsWith('/') && climbs <= depth && !rest.includes('..');
}
