import {
  type Commit,
  isObjectId,
  isRefName,
  type LogOptions,
  type TreeEntry,
} from '@infraforge/scm';
import type { GitProgram } from './git-program.ts';
import type { ObjectReader } from './object-reader.ts';
import { parseCommit, parseLsTree, parseTree } from './parse-objects.ts';

/** What both long-lived readers and one-shot commands are asked through: one repository on disk. */
export type RepositoryReader = {
  readonly git: GitProgram;
  readonly objects: ObjectReader;
  readonly path: string;
};

/**
 * The commit that a name names. Branches go before tags, as on GitHub; `main~1` and other expressions of Git name
 * nothing, so that nobody asks for more than a ref.
 */
export async function resolveRevision(
  { objects, path }: RepositoryReader,
  revision: string,
): Promise<string | undefined> {
  for (const name of candidates(revision)) {
    const found = await objects.header(path, `${name}^{commit}`);
    if (found) return found.sha;
  }
  return undefined;
}

function candidates(revision: string): readonly string[] {
  if (revision === 'HEAD' || isObjectId(revision)) return [revision];
  if (!isRefName(revision)) return [];
  const short = /^[\da-f]{4,40}$/.test(revision) ? [revision] : [];
  if (revision.startsWith('refs/')) return [revision];
  return [`refs/heads/${revision}`, `refs/tags/${revision}`, ...short];
}

/** One commit by its full id. */
export async function readCommit(
  { objects, path }: RepositoryReader,
  sha: string,
): Promise<Commit | undefined> {
  if (!isObjectId(sha)) return undefined;
  const found = await objects.object(path, sha);
  return found?.type === 'commit' ? parseCommit(found.sha, found.content) : undefined;
}

/** Commits back from a revision, newest first; empty when it names nothing. */
export async function readLog(
  reader: RepositoryReader,
  revision: string,
  options: LogOptions,
): Promise<readonly Commit[]> {
  const sha = await resolveRevision(reader, revision);
  if (sha === undefined) return [];
  const { stdout } = await reader.git.run([
    ...[`--git-dir=${reader.path}`, '--literal-pathspecs', 'rev-list'],
    ...[`--max-count=${options.limit}`, `--skip=${options.skip ?? 0}`, sha],
    ...(options.notIn === undefined ? [] : [`^${options.notIn}`]),
    ...['--', ...(options.path ? [options.path] : [])],
  ]);
  const ids = stdout.toString().split('\n').filter(Boolean);
  const commits = await Promise.all(ids.map((id) => readCommit(reader, id)));
  return commits.filter((commit) => commit !== undefined);
}

/** What stands at a path of a commit; the root counts as a directory with an empty path. */
export async function readEntry(
  reader: RepositoryReader,
  revision: string,
  path: string,
): Promise<TreeEntry | undefined> {
  const sha = await resolveRevision(reader, revision);
  if (sha === undefined) return undefined;
  const { objects } = reader;
  if (path === '') {
    const root = await objects.header(reader.path, `${sha}^{tree}`);
    return root && { path: '', mode: '040000', type: 'tree', sha: root.sha, size: undefined };
  }
  const at = path.lastIndexOf('/');
  const folder = at < 0 ? `${sha}^{tree}` : `${sha}:${path.slice(0, at)}`;
  const parent = await objects.object(reader.path, folder);
  if (parent?.type !== 'tree') return undefined;
  const name = path.slice(at + 1);
  const entry = parseTree(parent.content).find((candidate) => candidate.path === name);
  if (!entry) return undefined;
  const size =
    entry.type === 'blob' ? (await objects.header(reader.path, entry.sha))?.size : undefined;
  return { ...entry, path, size };
}

/** Entries below a directory of a commit (or of a bare tree id), with paths relative to it. */
export async function readTree(
  reader: RepositoryReader,
  revision: string,
  options: { readonly path?: string; readonly recursive?: boolean },
): Promise<readonly TreeEntry[] | undefined> {
  const tree = await treeId(reader, revision, options.path ?? '');
  if (tree === undefined) return undefined;
  const { stdout } = await reader.git.run([
    ...[`--git-dir=${reader.path}`, 'ls-tree', '-l', '-z', '--full-tree'],
    ...(options.recursive ? ['-r', '-t'] : []),
    tree,
  ]);
  return parseLsTree(stdout);
}

async function treeId(
  reader: RepositoryReader,
  revision: string,
  path: string,
): Promise<string | undefined> {
  const entry = await readEntry(reader, revision, path.replace(/\/+$/, ''));
  if (entry) return entry.type === 'tree' ? entry.sha : undefined;
  if (path !== '' || !isObjectId(revision)) return undefined;
  const found = await reader.objects.header(reader.path, revision);
  return found?.type === 'tree' ? found.sha : undefined;
}
