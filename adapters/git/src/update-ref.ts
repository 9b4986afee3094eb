import { PlatformError } from '@infraforge/kernel';
import { ZERO_ID } from '@infraforge/scm';
import type { GitProgram } from './git-program.ts';

/**
 * Compare-and-swap of one ref. False when it was not at `before`. Throws PlatformError `git.failed` for everything else
 * that is wrong: no such object, a branch `a` in the way of `a/b`.
 */
export async function updateRef(
  git: GitProgram,
  repository: string,
  ref: string,
  before: string | undefined,
  after: string | undefined,
): Promise<boolean> {
  const line =
    after === undefined
      ? `delete ${ref} ${before ?? ''}\n`
      : `update ${ref} ${after} ${before ?? ZERO_ID}\n`;
  try {
    await git.run([`--git-dir=${repository}`, 'update-ref', '--stdin'], { input: line });
    return true;
  } catch (error) {
    if ((await readRef(git, repository, ref)) !== before) return false;
    throw error instanceof PlatformError
      ? new PlatformError('scm.ref-refused', `Git refuses to move ${ref}: ${error.message}`, {
          cause: error,
        })
      : error;
  }
}

async function readRef(
  git: GitProgram,
  repository: string,
  ref: string,
): Promise<string | undefined> {
  const { stdout } = await git.run([
    `--git-dir=${repository}`,
    'for-each-ref',
    '--format=%(objectname)',
    ref,
  ]);
  return stdout.toString().trim().split('\n')[0] || undefined;
}
