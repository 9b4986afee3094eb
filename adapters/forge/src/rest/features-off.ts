import { readJson } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import { ok } from '../http/reply.ts';
import { type Route, readingRoute, writingRoute } from '../http/route.ts';
import { parse, subscriptionChange } from '../schema.ts';

const BASE = '/api/v3/repos/:owner/:repo';

/** Parts of GitHub that this forge does not have. Clients hear so in words; secrets must not end in a place that nobody reads. */
const OFF: readonly (readonly [method: string, path: string])[] = [
  ['POST', '/actions/variables'],
  ['GET', '/actions/secrets/public-key'],
  ['PUT', '/actions/secrets/:secret'],
  ['PUT', '/actions/oidc/customization/sub'],
  ['PUT', '/actions/permissions/access'],
  ['POST', '/actions/workflows/:workflow/dispatches'],
  ['PUT', '/environments/:environment'],
  ['POST', '/environments/:environment/deployment-branch-policies'],
  ['POST', '/environments/:environment/variables'],
  ['GET', '/environments/:environment/secrets/public-key'],
  ['PUT', '/environments/:environment/secrets/:secret'],
  ['POST', '/keys'],
  ['POST', '/autolinks'],
  ['POST', '/pages'],
  ['POST', '/issues'],
  ['POST', '/forks'],
];

const off = async (): Promise<never> => {
  throw refusal(
    'not-found',
    'This forge has no Actions, environments, deploy keys, autolinks, pages, issues or forks: leave these inputs out',
  );
};

/** Routes that say what is not there, and the subscription, which has no effect. */
export const featureRoutes: readonly Route[] = [
  ...OFF.map(([method, path]) =>
    method === 'GET'
      ? readingRoute(method, BASE + path, off)
      : writingRoute(method, BASE + path, 'administer', off),
  ),
  readingRoute('GET', `${BASE}/forks`, async () => ok([])),
  writingRoute('PUT', `${BASE}/subscription`, 'write', async (context, exchange) => {
    const body = parse(subscriptionChange, await readJson(exchange, context.limits.apiBodyBytes));
    const api = context.urls.repository(exchange.repository);
    return ok({
      subscribed: body.subscribed ?? true,
      ignored: body.ignored ?? false,
      reason: null,
      created_at: context.clock.now().toISOString(),
      url: `${api}/subscription`,
      repository_url: api,
    });
  }),
];
