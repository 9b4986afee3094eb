import type { FileStatus } from '@infraforge/scm';
import type { GitProgram } from './git-program.ts';

/** The tree without entries, which Git knows without storing it. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

const STATUS: Readonly<Record<string, FileStatus['status']>> = { A: 'added', D: 'removed' };

/** Files that differ between two commits, sorted by path. */
export async function changedFiles(
  git: GitProgram,
  repository: string,
  from: string | undefined,
  to: string,
): Promise<readonly FileStatus[]> {
  const { stdout } = await git.run([
    ...[`--git-dir=${repository}`, 'diff-tree', '-r', '-z', '--no-renames', '--name-status'],
    ...[from ?? EMPTY_TREE, to],
  ]);
  const parts = stdout.toString().split('\0');
  const files: FileStatus[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    files.push({ path: parts[at + 1] ?? '', status: STATUS[parts[at] ?? ''] ?? 'modified' });
  }
  return files.sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** The same as a unified diff; git is ended when it has more than `maxBytes` to say. */
export async function unifiedDiff(
  git: GitProgram,
  repository: string,
  range: { readonly from: string | undefined; readonly to: string },
  maxBytes: number,
): Promise<{ text: string; truncated: boolean }> {
  const child = git.start([
    ...[`--git-dir=${repository}`, 'diff-tree', '-r', '-p', '-M', '--no-ext-diff'],
    ...['--no-textconv', '--no-color', range.from ?? EMPTY_TREE, range.to],
  ]);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of child.stdout ?? []) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxBytes) break;
    }
  } finally {
    child.kill('SIGKILL');
  }
  const text = Buffer.concat(chunks).subarray(0, maxBytes).toString();
  return { text, truncated: length > maxBytes };
}
