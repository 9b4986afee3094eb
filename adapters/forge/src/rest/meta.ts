import type { ForgeContext } from '../context.ts';
import { ENTERPRISE_VERSION } from '../http/common-headers.ts';
import { ok, type Reply } from '../http/reply.ts';
import { forgeRoute, type Route } from '../http/route.ts';

export const metaRoutes: readonly Route[] = [
  forgeRoute('GET', '/api/v3', 'anyone', root),
  forgeRoute('GET', '/api/v3/meta', 'anyone', async () =>
    ok({ verifiable_password_authentication: false, installed_version: ENTERPRISE_VERSION }),
  ),
  forgeRoute('GET', '/api/v3/versions', 'anyone', async () => ok(['2022-11-28'])),
  forgeRoute('GET', '/api/v3/rate_limit', 'anyone', rateLimit),
  forgeRoute('GET', '/api/v3/zen', 'anyone', async () => ({
    status: 200,
    content: 'Keep it logically awesome.',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })),
];

async function root({ urls }: ForgeContext): Promise<Reply> {
  const { api } = urls;
  return ok({
    current_user_url: `${api}/user`,
    organization_url: `${api}/orgs/{org}`,
    organization_repositories_url: `${api}/orgs/{org}/repos{?type,page,per_page,sort}`,
    rate_limit_url: `${api}/rate_limit`,
    repository_url: `${api}/repos/{owner}/{repo}`,
    repository_search_url: `${api}/search/repositories?q={query}{&page,per_page,sort,order}`,
    user_url: `${api}/users/{user}`,
    user_repositories_url: `${api}/users/{user}/repos{?type,page,per_page,sort}`,
  });
}

async function rateLimit({ clock }: ForgeContext): Promise<Reply> {
  const reset = Math.floor(clock.now().getTime() / 1000) + 3600;
  const rate = { limit: 15_000, remaining: 15_000, used: 0, reset };
  return ok({ resources: { core: rate, search: rate, graphql: rate }, rate });
}
