import { type Repository, type TreeEntry, ZERO_ID } from '@infraforge/scm';
import { signatureOf } from '../author.ts';
import type { ForgeContext } from '../context.ts';
import { param, query, readJson } from '../http/exchange.ts';
import { notFound, refusal } from '../http/refusal.ts';
import { ok, type Reply } from '../http/reply.ts';
import {
  type Called,
  type RepositoryExchange,
  type Route,
  readingRoute,
  writingRoute,
} from '../http/route.ts';
import { refuseByProtection } from '../move-ref.ts';
import { recordPush } from '../record-push.ts';
import { contentDeletion, contentWrite, parse } from '../schema.ts';
import { encodePath } from '../urls.ts';
import { gitCommitJson } from '../views/commit.ts';

const PATH = '/api/v3/repos/:owner/:repo/contents/*path';

export const contentRoutes: readonly Route[] = [
  readingRoute('GET', '/api/v3/repos/:owner/:repo/contents', read),
  readingRoute('GET', PATH, read),
  readingRoute('GET', '/api/v3/repos/:owner/:repo/readme', readme),
  writingRoute('PUT', PATH, 'write', write),
  writingRoute('DELETE', PATH, 'write', remove),
];

async function read(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const path = (exchange.params.path ?? '').replace(/^\/+|\/+$/g, '');
  const found = await locate(context, exchange, path);
  if (found.entry.type === 'tree') return directory(context, exchange, found);
  return file(context, exchange, found);
}

type Located = { readonly sha: string; readonly ref: string; readonly entry: TreeEntry };

async function locate(
  { repositories }: ForgeContext,
  exchange: RepositoryExchange,
  path: string,
): Promise<Located> {
  const { repository } = exchange;
  const ref = query(exchange, 'ref') ?? repository.defaultBranch;
  const sha = await repositories.resolve(repository.id, ref);
  if (sha === undefined) throw refusal('not-found', `No commit found for the ref ${ref}`);
  const entry = await repositories.entry(repository.id, sha, path);
  if (!entry) throw notFound();
  return { sha, ref, entry };
}

async function directory(
  context: ForgeContext,
  { repository }: RepositoryExchange,
  { sha, ref, entry }: Located,
): Promise<Reply> {
  const entries = (await context.repositories.tree(repository.id, sha, { path: entry.path })) ?? [];
  const prefix = entry.path === '' ? '' : `${entry.path}/`;
  return ok(
    entries.map((child) =>
      entryJson(context, repository, { ...child, path: prefix + child.path }, ref),
    ),
  );
}

async function file(
  context: ForgeContext,
  { repository, request }: RepositoryExchange,
  { ref, entry }: Located,
): Promise<Reply> {
  const content = await context.repositories.blob(repository.id, entry.sha);
  if (!content) throw notFound();
  const accept = request.headers.accept ?? '';
  if (/application\/vnd\.github(?:\.v3)?(?:\.raw\b|\+raw)/.test(accept)) {
    const headers = {
      etag: `"${entry.sha}"`,
      'content-type': 'application/vnd.github.raw; charset=utf-8',
    };
    return { status: 200, headers, content };
  }
  return ok({
    ...entryJson(context, repository, entry, ref),
    encoding: 'base64',
    content: base64Lines(content),
  });
}

/** An entry without its content, as directories list it. */
function entryJson({ urls }: ForgeContext, repository: Repository, entry: TreeEntry, ref: string) {
  const url = `${urls.repository(repository)}/contents/${encodePath(entry.path)}?ref=${encodeURIComponent(ref)}`;
  const isFile = entry.type === 'blob';
  const git = `${urls.repository(repository)}/git/${entry.type}s/${entry.sha}`;
  const kind = isFile ? 'blob' : 'tree';
  const html = `${urls.html(repository)}/${kind}/${encodePath(ref)}/${encodePath(entry.path)}`;
  const raw = `${urls.html(repository)}/raw/${encodePath(ref)}/${encodePath(entry.path)}`;
  return {
    type: typeOf(entry),
    size: entry.size ?? 0,
    name: entry.path.split('/').at(-1),
    path: entry.path,
    sha: entry.sha,
    url,
    git_url: git,
    html_url: html,
    download_url: isFile ? raw : null,
    _links: { self: url, git, html },
  };
}

function typeOf(entry: TreeEntry): 'file' | 'dir' | 'symlink' | 'submodule' {
  if (entry.type === 'tree') return 'dir';
  if (entry.type === 'commit') return 'submodule';
  return entry.mode === '120000' ? 'symlink' : 'file';
}

/** GitHub breaks base64 after 60 characters, and ends it with a newline. */
export function base64Lines(content: Uint8Array): string {
  return Buffer.from(content)
    .toString('base64')
    .replace(/.{1,60}/g, '$&\n');
}

async function readme(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { sha } = await locate(context, exchange, '');
  const entries = (await context.repositories.tree(exchange.repository.id, sha, {})) ?? [];
  const found = entries.find(
    (entry) => entry.type === 'blob' && /^readme(\.\w+)?$/i.test(entry.path),
  );
  if (!found) throw notFound();
  return file(context, exchange, await locate(context, exchange, found.path));
}

async function write(context: ForgeContext, exchange: Called<RepositoryExchange>): Promise<Reply> {
  const body = parse(contentWrite, await readJson(exchange, context.limits.fileBodyBytes));
  const content = Buffer.from(body.content, 'base64');
  return commitFile(context, exchange, body, content);
}

async function remove(context: ForgeContext, exchange: Called<RepositoryExchange>): Promise<Reply> {
  // Octokit sends what a DELETE says as a query, other clients as a body.
  const sent = await readJson(exchange, context.limits.apiBodyBytes);
  const asked = Object.fromEntries(exchange.url.searchParams);
  const body = parse(contentDeletion, { ...asked, ...(sent as object) });
  return commitFile(context, exchange, body, undefined);
}

type ContentChange = {
  readonly message: string;
  readonly sha?: string | null | undefined;
  readonly branch?: string | undefined;
  readonly author?: Parameters<typeof signatureOf>[2];
  readonly committer?: Parameters<typeof signatureOf>[2];
};

/** One commit that writes or deletes one file. The blob that the caller thinks is there must be there. */
async function commitFile(
  context: ForgeContext,
  exchange: Called<RepositoryExchange>,
  change: ContentChange,
  content: Uint8Array | undefined,
): Promise<Reply> {
  const { repository, caller } = exchange;
  const { repositories } = context;
  const path = param(exchange, 'path');
  const branch = change.branch ?? repository.defaultBranch;
  const ref = `refs/heads/${branch}`;
  const base = await repositories.resolve(repository.id, ref);
  if (base === undefined && (await repositories.refs(repository.id)).size > 0) {
    throw refusal('not-found', `Branch ${branch} not found`);
  }
  const there = base && (await repositories.entry(repository.id, base, path));
  refuseStale(path, there || undefined, change.sha ?? undefined, content === undefined);
  await refuseByProtection(context, repository, caller, {
    ref,
    before: base ?? ZERO_ID,
    after: undefined,
  });
  const mode = there && there.mode === '100755' ? { executable: true } : {};
  const commit = await repositories.write(repository.id, {
    branch,
    base,
    changes: [{ path, content, ...mode }],
    message: change.message || `${content ? (there ? 'Update' : 'Create') : 'Delete'} ${path}`,
    author: signatureOf(context, caller, change.author ?? change.committer),
  });
  await recordPush(context, repository, caller, [
    { ref, before: base ?? ZERO_ID, after: commit.sha },
  ]);
  const written = content && (await repositories.entry(repository.id, commit.sha, path));
  return {
    status: written && !there ? 201 : 200,
    json: {
      content: written ? entryJson(context, repository, written, branch) : null,
      commit: gitCommitJson(context, repository, commit),
    },
  };
}

function refuseStale(
  path: string,
  there: TreeEntry | undefined,
  sha: string | undefined,
  deletes: boolean,
): void {
  if (there?.type === 'tree') throw refusal('unprocessable', `${path} is a directory`);
  if (!there && deletes) throw notFound();
  if (there && sha === undefined) {
    throw refusal('unprocessable', 'Invalid request.\n\n"sha" wasn\'t supplied.');
  }
  if (sha !== undefined && there?.sha !== sha) {
    throw refusal('conflict', `${path} does not match ${sha}`);
  }
}
