import type { Commit, Repository, TreeEntry } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { nodeId } from '../views/account.ts';

/** Longer files are told without their text, as GitHub does. */
const LONGEST_TEXT_BYTES = 1024 * 1024;

/**
 * What `main:path` or `main` names: the blob or tree at a path, or a commit; null when it is not there. `HEAD` is the
 * default branch.
 */
export async function gitObjectNode(
  context: ForgeContext,
  repository: Repository,
  expression: string,
) {
  const colon = expression.indexOf(':');
  const revision = colon < 0 ? expression : expression.slice(0, colon);
  const { repositories } = context;
  const ref = revision === 'HEAD' ? repository.defaultBranch : revision;
  const sha = await repositories.resolve(repository.id, ref);
  if (sha === undefined) return null;
  if (colon < 0) {
    const commit = await repositories.commit(repository.id, sha);
    return commit ? commitNode(context, repository, commit) : null;
  }
  const path = expression.slice(colon + 1).replace(/^\/+|\/+$/g, '');
  const entry = await repositories.entry(repository.id, sha, path);
  return entry ? entryNode(context, repository, sha, entry) : null;
}

/** A commit as GraphQL shows it. */
export function commitNode({ urls }: ForgeContext, repository: Repository, commit: Commit) {
  return {
    __typename: 'Commit',
    id: nodeId('Commit', commit.sha),
    oid: commit.sha,
    message: commit.message.trimEnd(),
    messageHeadline: commit.message.split('\n')[0],
    committedDate: commit.committer.date.toISOString(),
    url: `${urls.html(repository)}/commit/${commit.sha}`,
  };
}

function entryNode(context: ForgeContext, repository: Repository, sha: string, entry: TreeEntry) {
  if (entry.type === 'tree') return treeNode(context, repository, sha, entry);
  return entry.type === 'blob' ? blobNode(context, repository, entry) : null;
}

function blobNode({ repositories }: ForgeContext, repository: Repository, entry: TreeEntry) {
  const size = entry.size ?? 0;
  const content = async () =>
    size > LONGEST_TEXT_BYTES ? undefined : repositories.blob(repository.id, entry.sha);
  return {
    __typename: 'Blob',
    id: nodeId('Blob', entry.sha),
    oid: entry.sha,
    byteSize: size,
    isTruncated: size > LONGEST_TEXT_BYTES,
    isBinary: async () => isBinary(await content()),
    text: async () => {
      const bytes = await content();
      return bytes && !isBinary(bytes) ? Buffer.from(bytes).toString() : null;
    },
  };
}

/** Git's own test: a NUL within the first 8000 bytes. */
export function isBinary(content: Uint8Array | undefined): boolean {
  return content?.subarray(0, 8_000).includes(0) ?? false;
}

function treeNode(context: ForgeContext, repository: Repository, sha: string, tree: TreeEntry) {
  return {
    __typename: 'Tree',
    id: nodeId('Tree', tree.sha),
    oid: tree.sha,
    entries: async () => {
      const { path } = tree;
      const entries = (await context.repositories.tree(repository.id, sha, { path })) ?? [];
      return entries.map((entry) => {
        const whole = path === '' ? entry.path : `${path}/${entry.path}`;
        return {
          name: entry.path,
          path: whole,
          type: entry.type,
          mode: Number.parseInt(entry.mode, 8),
          oid: entry.sha,
          object: () => entryNode(context, repository, sha, { ...entry, path: whole }),
        };
      });
    },
  };
}
