import type { Commit } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { param, query } from '../http/exchange.ts';
import { paged } from '../http/paging.ts';
import { refusal } from '../http/refusal.ts';
import { ok, type Reply } from '../http/reply.ts';
import { type RepositoryExchange, type Route, readingRoute } from '../http/route.ts';
import { commitJson } from '../views/commit.ts';

const BASE = '/api/v3/repos/:owner/:repo';

export const branchRoutes: readonly Route[] = [
  readingRoute('GET', `${BASE}/branches`, list),
  readingRoute('GET', `${BASE}/branches/*branch`, get),
  readingRoute('GET', `${BASE}/tags`, tags),
];

async function list(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { repository } = exchange;
  const rules = await context.store.protections(repository.id);
  const isProtected = new Set(rules.map((rule) => rule.branch));
  const wanted = query(exchange, 'protected');
  const names = [...(await context.repositories.refs(repository.id))]
    .filter(([ref]) => ref.startsWith('refs/heads/'))
    .map(([ref, sha]) => ({ name: ref.slice('refs/heads/'.length), sha }))
    .filter(({ name }) => wanted === undefined || (wanted === 'true') === isProtected.has(name));
  const api = context.urls.repository(repository);
  return paged(exchange, names, ({ name, sha }) => ({
    name,
    commit: { sha, url: `${api}/commits/${sha}` },
    protected: isProtected.has(name),
    protection_url: protectionUrl(context, exchange, name),
  }));
}

async function get(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { repository } = exchange;
  const name = param(exchange, 'branch');
  const commit = await tip(context, exchange, name);
  if (!commit) throw refusal('not-found', 'Branch not found');
  const rule = await context.store.protection(repository.id, name);
  const api = `${context.urls.repository(repository)}/branches/${encodeURIComponent(name)}`;
  return ok({
    name,
    commit: commitJson(context, repository, commit),
    protected: rule !== undefined,
    protection: { enabled: rule !== undefined },
    protection_url: protectionUrl(context, exchange, name),
    _links: { self: api, html: `${context.urls.html(repository)}/tree/${name}` },
  });
}

async function tip(
  { repositories }: ForgeContext,
  { repository }: RepositoryExchange,
  branch: string,
): Promise<Commit | undefined> {
  const sha = await repositories.resolve(repository.id, `refs/heads/${branch}`);
  return sha === undefined ? undefined : repositories.commit(repository.id, sha);
}

function protectionUrl({ urls }: ForgeContext, { repository }: RepositoryExchange, name: string) {
  return `${urls.repository(repository)}/branches/${encodeURIComponent(name)}/protection`;
}

async function tags(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { repository } = exchange;
  const api = context.urls.repository(repository);
  const refs = [...(await context.repositories.refs(repository.id))].filter(([ref]) =>
    ref.startsWith('refs/tags/'),
  );
  return paged(exchange, refs, ([ref, sha]) => {
    const name = ref.slice('refs/tags/'.length);
    return {
      name,
      commit: { sha, url: `${api}/commits/${sha}` },
      tarball_url: `${api}/tarball/refs/tags/${name}`,
      zipball_url: `${api}/zipball/refs/tags/${name}`,
    };
  });
}
