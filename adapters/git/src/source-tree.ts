import { BugError } from '@infraforge/kernel';
import type { GitRepositories, TreeEntry } from '@infraforge/scm';
import { LRUCache } from 'lru-cache';

/** The files of one commit, in the shape of the port `SourceTree` of the kustomize engine. */
export type CommitTree = {
  read(path: string): Promise<Uint8Array | undefined>;
  kindOf(path: string): Promise<'file' | 'directory' | 'none'>;
  list(path: string): Promise<readonly string[]>;
};

type PathIndex = {
  readonly entries: ReadonlyMap<string, TreeEntry>;
  readonly children: ReadonlyMap<string, readonly string[]>;
};

/** Paths kept over all commits of one set of repositories: about 100 bytes each. */
const MOST_PATHS = 200_000;

type IndexCache = LRUCache<
  string,
  PathIndex,
  { repositories: GitRepositories; id: number; sha: string }
>;

const caches = new WeakMap<GitRepositories, IndexCache>();

/**
 * The files of a commit. Its paths are listed once, whatever is asked (one `git ls-tree`), and kept for the next tree of
 * the same commit. Symbolic links and submodules are `none`. Paths are relative with `/`; `''` and `.` are the root.
 * Reading throws PlatformError `git.failed` when the repository is not there.
 */
export function createSourceTree(
  repositories: GitRepositories,
  id: number,
  sha: string,
): CommitTree {
  const index = () => indexOf(repositories, id, sha);
  return {
    async read(path) {
      const entry = (await index()).entries.get(normal(path));
      return entry && isFile(entry) ? repositories.blob(id, entry.sha) : undefined;
    },
    async kindOf(path) {
      const { entries, children } = await index();
      const key = normal(path);
      if (children.has(key)) return 'directory';
      const entry = entries.get(key);
      return entry && isFile(entry) ? 'file' : 'none';
    },
    async list(path) {
      return (await index()).children.get(normal(path)) ?? [];
    },
  };
}

async function indexOf(repositories: GitRepositories, id: number, sha: string): Promise<PathIndex> {
  const cache = caches.get(repositories) ?? createCache();
  caches.set(repositories, cache);
  // `fetch` joins callers that ask for the same commit at once.
  const index = await cache.fetch(`${id}:${sha}`, { context: { repositories, id, sha } });
  if (index === undefined) throw new BugError(`the paths of ${id}:${sha} were not read`);
  return index;
}

function createCache(): IndexCache {
  return new LRUCache({
    maxSize: MOST_PATHS,
    sizeCalculation: (index) => index.entries.size + 1,
    ignoreFetchAbort: true,
    fetchMethod: async (_key, _stale, { context: { repositories, id, sha } }) =>
      indexPaths((await repositories.tree(id, sha, { recursive: true })) ?? []),
  });
}

function indexPaths(entries: readonly TreeEntry[]): PathIndex {
  const children = new Map<string, string[]>([['', []]]);
  for (const entry of entries) if (entry.type === 'tree') children.set(entry.path, []);
  for (const entry of entries) {
    const at = entry.path.lastIndexOf('/');
    children.get(at < 0 ? '' : entry.path.slice(0, at))?.push(entry.path.slice(at + 1));
  }
  for (const names of children.values()) names.sort();
  return { entries: new Map(entries.map((entry) => [entry.path, entry])), children };
}

function isFile(entry: TreeEntry): boolean {
  return entry.mode === '100644' || entry.mode === '100755';
}

function normal(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
