import type { ForgeContext } from '../context.ts';
import { param, query } from '../http/exchange.ts';
import { linkHeader, pageOf } from '../http/paging.ts';
import { refusal } from '../http/refusal.ts';
import { ok, type Reply } from '../http/reply.ts';
import { type RepositoryExchange, type Route, readingRoute } from '../http/route.ts';
import { commitJson } from '../views/commit.ts';
import { repositoryJson } from '../views/repository.ts';

const BASE = '/api/v3/repos/:owner/:repo';

export const commitRoutes: readonly Route[] = [
  readingRoute('GET', `${BASE}/commits`, list),
  readingRoute('GET', `${BASE}/commits/*ref/status`, status),
  readingRoute('GET', `${BASE}/commits/*ref/statuses`, async () => ok([])),
  readingRoute('GET', `${BASE}/commits/*ref/check-runs`, async () =>
    ok({ total_count: 0, check_runs: [] }),
  ),
  readingRoute('GET', `${BASE}/commits/*ref`, get),
  readingRoute('GET', `${BASE}/compare/*range`, compare),
  readingRoute('GET', `${BASE}/tarball/*ref`, tarball),
  readingRoute('GET', `${BASE}/tarball`, tarball),
  readingRoute('GET', `${BASE}/zipball/*ref`, async () => {
    throw refusal('not-found', 'There are tarballs only: ask for /tarball/{ref}');
  }),
];

/** The commit that the route's `:ref` names. Throws 422 with GitHub's words when there is none. */
async function commitOf(context: ForgeContext, { repository }: RepositoryExchange, ref: string) {
  const { repositories } = context;
  const sha = await repositories.resolve(repository.id, ref.replace(/^heads\//, 'refs/heads/'));
  const commit = sha && (await repositories.commit(repository.id, sha));
  if (!commit) throw refusal('unprocessable', `No commit found for SHA: ${ref}`);
  return commit;
}

async function list(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { repository } = exchange;
  const { repositories } = context;
  if ((await repositories.refs(repository.id)).size === 0) {
    throw refusal('conflict', 'Git Repository is empty.');
  }
  const ref = query(exchange, 'sha') ?? repository.defaultBranch;
  const path = query(exchange, 'path');
  const { sha } = await commitOf(context, exchange, ref);
  const page = pageOf(exchange);
  const commits = await repositories.log(repository.id, sha, {
    limit: page.size + 1,
    skip: (page.number - 1) * page.size,
    ...(path === undefined ? {} : { path }),
  });
  const last = commits.length > page.size ? page.number + 1 : page.number;
  return ok(
    commits.slice(0, page.size).map((commit) => commitJson(context, repository, commit)),
    linkHeader(exchange, page.number, last),
  );
}

async function get(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { repository, request } = exchange;
  const commit = await commitOf(context, exchange, param(exchange, 'ref'));
  if (/application\/vnd\.github(?:\.v3)?\.sha/.test(request.headers.accept ?? '')) {
    return { status: 200, content: commit.sha, headers: { 'content-type': 'text/plain' } };
  }
  const files = await context.repositories.changes(repository.id, commit.parents[0], commit.sha);
  return ok({
    ...commitJson(context, repository, commit),
    files: files.map(({ path, status }) => ({ filename: path, status })),
  });
}

/** The combined status of a commit. Nobody reports checks here, which GitHub shows as pending. */
async function status(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { repository, access } = exchange;
  const { sha } = await commitOf(context, exchange, param(exchange, 'ref'));
  const api = context.urls.repository(repository);
  return ok({
    state: 'pending',
    statuses: [],
    sha,
    total_count: 0,
    repository: repositoryJson(context, repository, access),
    commit_url: `${api}/commits/${sha}`,
    url: `${api}/commits/${sha}/status`,
  });
}

/** `base...head`: the commits that head has and base has not, and the files between them. */
async function compare(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const [baseRef = '', headRef] = param(exchange, 'range').split('...');
  if (headRef === undefined) throw refusal('not-found', 'Compare with base...head');
  const { repository } = exchange;
  const { repositories } = context;
  const [base, head] = await Promise.all(
    [baseRef, headRef].map((ref) => commitOf(context, exchange, ref)),
  );
  if (!base || !head) throw refusal('not-found', 'Not Found');
  const ahead = await repositories.log(repository.id, head.sha, { limit: 250, notIn: base.sha });
  const behind = await repositories.log(repository.id, base.sha, { limit: 250, notIn: head.sha });
  const files = await repositories.changes(repository.id, base.sha, head.sha);
  return ok({
    base_commit: commitJson(context, repository, base),
    status: comparison(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: [...ahead].reverse().map((commit) => commitJson(context, repository, commit)),
    files: files.map(({ path, status: change }) => ({ filename: path, status: change })),
  });
}

function comparison(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

async function tarball(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { repository, signal } = exchange;
  const { owner, name, id, defaultBranch } = repository;
  const { sha } = await commitOf(context, exchange, exchange.params.ref ?? defaultBranch);
  const folder = `${owner}-${name}-${sha.slice(0, 7)}`;
  return {
    status: 200,
    headers: {
      'content-type': 'application/x-gzip',
      'content-disposition': `attachment; filename=${folder}.tar.gz`,
      etag: `"${sha}"`,
    },
    stream: context.repositories.archive(id, sha, folder, signal),
  };
}
