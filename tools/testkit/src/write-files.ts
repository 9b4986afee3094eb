import type { Commit, CommitWrite, FileChange, GitRepositories } from '@infraforge/scm';

/** Who writes in tests. */
export const testAuthor = {
  name: 'Ana',
  email: 'ana@example.org',
  date: new Date('2026-01-02T03:04:05Z'),
};

/** One commit on `main` (or the given branch) with these files; `undefined` deletes. */
export async function writeFiles(
  git: GitRepositories,
  files: Readonly<Record<string, FileChange['content']>>,
  write: Partial<CommitWrite> = {},
): Promise<Commit> {
  const branch = write.branch ?? 'main';
  return git.write(1, {
    branch,
    base: await git.resolve(1, branch),
    message: 'change',
    author: testAuthor,
    changes: Object.entries(files).map(([path, content]) => ({ path, content })),
    ...write,
  });
}
