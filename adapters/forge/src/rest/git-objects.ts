import type { TreeEntry } from '@infraforge/scm';
import { signatureOf } from '../author.ts';
import type { ForgeContext } from '../context.ts';
import { param, readJson } from '../http/exchange.ts';
import { notFound, refusal } from '../http/refusal.ts';
import { created, ok, type Reply } from '../http/reply.ts';
import {
  type Called,
  type RepositoryExchange,
  type Route,
  readingRoute,
  writingRoute,
} from '../http/route.ts';
import { blobCreation, commitCreation, parse, treeCreation } from '../schema.ts';
import { nodeId } from '../views/account.ts';
import { gitCommitJson } from '../views/commit.ts';
import { base64Lines } from './contents.ts';

const BASE = '/api/v3/repos/:owner/:repo/git';

/** As many entries as GitHub answers before it says `truncated`. */
const MOST_ENTRIES = 100_000;

export const gitObjectRoutes: readonly Route[] = [
  readingRoute('GET', `${BASE}/blobs/:sha`, blob),
  writingRoute('POST', `${BASE}/blobs`, 'write', createBlob),
  readingRoute('GET', `${BASE}/trees/*sha`, tree),
  writingRoute('POST', `${BASE}/trees`, 'write', createTree),
  readingRoute('GET', `${BASE}/commits/:sha`, commit),
  writingRoute('POST', `${BASE}/commits`, 'write', createCommit),
];

async function blob(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { repository, request } = exchange;
  const sha = param(exchange, 'sha');
  const content = await context.repositories.blob(repository.id, sha);
  if (!content) throw notFound();
  if (/\braw\b/.test(request.headers.accept ?? '')) {
    const headers = { etag: `"${sha}"`, 'content-type': 'application/octet-stream' };
    return { status: 200, headers, content };
  }
  return ok({
    sha,
    node_id: nodeId('Blob', sha),
    size: content.length,
    url: `${context.urls.repository(repository)}/git/blobs/${sha}`,
    encoding: 'base64',
    content: base64Lines(content),
  });
}

async function createBlob(
  context: ForgeContext,
  exchange: Called<RepositoryExchange>,
): Promise<Reply> {
  const body = parse(blobCreation, await readJson(exchange, context.limits.fileBodyBytes));
  const content = Buffer.from(body.content, body.encoding === 'base64' ? 'base64' : 'utf8');
  const { repository } = exchange;
  const sha = await context.repositories.writeBlob(repository.id, content);
  return created({ sha, url: `${context.urls.repository(repository)}/git/blobs/${sha}` });
}

async function tree(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { repository } = exchange;
  const revision = param(exchange, 'sha');
  // GitHub: any value, `0` and `false` too, asks for the whole tree.
  const recursive = exchange.url.searchParams.has('recursive');
  const entries = await context.repositories.tree(repository.id, revision, { recursive });
  if (!entries) throw notFound();
  const root = await context.repositories.entry(repository.id, revision, '');
  return ok(treeJson(context, exchange, root?.sha ?? revision, entries));
}

function treeJson(
  { urls }: ForgeContext,
  { repository }: RepositoryExchange,
  sha: string,
  entries: readonly TreeEntry[],
) {
  const git = `${urls.repository(repository)}/git`;
  return {
    sha,
    url: `${git}/trees/${sha}`,
    tree: entries.slice(0, MOST_ENTRIES).map((entry) => ({
      path: entry.path,
      mode: entry.mode,
      type: entry.type,
      sha: entry.sha,
      ...(entry.size === undefined ? {} : { size: entry.size }),
      ...(entry.type === 'commit' ? {} : { url: `${git}/${entry.type}s/${entry.sha}` }),
    })),
    truncated: entries.length > MOST_ENTRIES,
  };
}

async function createTree(
  context: ForgeContext,
  exchange: Called<RepositoryExchange>,
): Promise<Reply> {
  const { id } = exchange.repository;
  const { repositories } = context;
  const body = parse(treeCreation, await readJson(exchange, context.limits.fileBodyBytes));
  const base = body.base_tree ?? undefined;
  if (base !== undefined && !(await repositories.tree(id, base, {}))) {
    throw refusal('unprocessable', 'base_tree is not a valid tree oid');
  }
  const entries = [];
  for (const entry of body.tree) {
    const { path, mode } = entry;
    const sha =
      entry.content === undefined
        ? (entry.sha ?? undefined)
        : await repositories.writeBlob(id, Buffer.from(entry.content));
    entries.push({ path, mode, sha });
  }
  const sha = await repositories.writeTree(id, base, entries).catch((error) => {
    throw asInvalid(error, 'The tree names an object that is not there, or two things of one name');
  });
  const written = (await repositories.tree(id, sha, {})) ?? [];
  return created(treeJson(context, exchange, sha, written));
}

/** What git refuses about objects that a caller named is the caller's mistake. */
function asInvalid(error: unknown, message: string): unknown {
  const isOurs = error instanceof Error && 'code' in error && error.code === 'git.failed';
  return isOurs ? refusal('unprocessable', message) : error;
}

async function commit(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { repository } = exchange;
  const found = await context.repositories.commit(repository.id, param(exchange, 'sha'));
  if (!found) throw notFound();
  return ok(gitCommitJson(context, repository, found));
}

async function createCommit(
  context: ForgeContext,
  exchange: Called<RepositoryExchange>,
): Promise<Reply> {
  const { repository, caller } = exchange;
  const { repositories } = context;
  const body = parse(commitCreation, await readJson(exchange, context.limits.apiBodyBytes));
  const sha = await repositories
    .writeCommit(repository.id, {
      tree: body.tree,
      parents: body.parents,
      message: body.message,
      author: signatureOf(context, caller, body.author ?? body.committer),
    })
    .catch((error) => {
      throw asInvalid(error, 'Tree SHA or a parent SHA does not exist');
    });
  const made = await repositories.commit(repository.id, sha);
  if (!made) throw notFound();
  return created(gitCommitJson(context, repository, made));
}
