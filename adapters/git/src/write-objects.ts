import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PlatformError } from '@infraforge/kernel';
import { filePathProblem, type Signature, type TreeWrite, ZERO_ID } from '@infraforge/scm';
import type { GitProgram } from './git-program.ts';
import { cleanIdentity } from './write-commit.ts';

/** Stores a blob and gives its id. */
export async function writeBlob(
  git: GitProgram,
  repository: string,
  content: Uint8Array,
): Promise<string> {
  const { stdout } = await git.run([`--git-dir=${repository}`, 'hash-object', '-w', '--stdin'], {
    input: content,
  });
  return stdout.toString().trim();
}

/**
 * A tree: `base` (a tree or commit, or nothing) with the entries put in or taken out. Gives its id. Throws PlatformError
 * `scm.invalid-write` for paths that leave the repository, `git.failed` for ids that are not there.
 */
export async function writeTree(
  git: GitProgram,
  repository: string,
  base: string | undefined,
  entries: readonly TreeWrite[],
): Promise<string> {
  const problem = entries.map((entry) => filePathProblem(entry.path)).find(Boolean);
  if (problem !== undefined) throw new PlatformError('scm.invalid-write', problem);
  const index = join(repository, `index-${randomUUID()}`);
  const run = (args: readonly string[], input?: string) =>
    git.run([`--git-dir=${repository}`, '--work-tree=.', ...args], {
      env: { GIT_INDEX_FILE: index },
      cwd: repository,
      ...(input === undefined ? {} : { input }),
    });
  try {
    // A work tree is named because `rm` and `read-tree --prefix` ask for one; only the index is touched.
    await run(['read-tree', ...(base === undefined ? ['--empty'] : [base])]);
    const files = entries.filter((entry) => !isFolder(entry)).map(indexLine);
    await run(['update-index', '--replace', '-z', '--index-info'], files.join(''));
    for (const entry of entries.filter(isFolder)) {
      await run([
        'rm',
        '-r',
        '--cached',
        '--force',
        '--quiet',
        '--ignore-unmatch',
        '--',
        entry.path,
      ]);
      await run(['read-tree', `--prefix=${entry.path}/`, entry.sha ?? '']);
    }
    return (await run(['write-tree'])).stdout.toString().trim();
  } finally {
    await rm(index, { force: true });
  }
}

function isFolder(entry: TreeWrite): boolean {
  return entry.mode === '040000' && entry.sha !== undefined;
}

function indexLine(entry: TreeWrite): string {
  if (entry.sha === undefined) return `0 ${ZERO_ID}\t${entry.path}\0`;
  return `${entry.mode} ${entry.sha}\t${entry.path}\0`;
}

/** Stores a commit that no ref names yet, and gives its id. */
export async function writeCommitObject(
  git: GitProgram,
  repository: string,
  commit: { tree: string; parents: readonly string[]; message: string; author: Signature },
): Promise<string> {
  const name = cleanIdentity(commit.author.name);
  const email = cleanIdentity(commit.author.email);
  const date = `@${Math.floor(commit.author.date.getTime() / 1000)} +0000`;
  const { stdout } = await git.run(
    [
      `--git-dir=${repository}`,
      'commit-tree',
      commit.tree,
      ...commit.parents.flatMap((parent) => ['-p', parent]),
    ],
    {
      input: commit.message,
      env: {
        GIT_AUTHOR_NAME: name,
        GIT_AUTHOR_EMAIL: email,
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_NAME: name,
        GIT_COMMITTER_EMAIL: email,
        GIT_COMMITTER_DATE: date,
      },
    },
  );
  return stdout.toString().trim();
}
