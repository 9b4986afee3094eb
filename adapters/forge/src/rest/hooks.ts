import { randomUUID } from 'node:crypto';
import type { Hook } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { type Exchange, param, readJson } from '../http/exchange.ts';
import { paged } from '../http/paging.ts';
import { notFound, refusal } from '../http/refusal.ts';
import { created, noContent, ok, type Reply } from '../http/reply.ts';
import { organizationRoute, type Route, writingRoute } from '../http/route.ts';
import { hookChange, hookCreation, parse } from '../schema.ts';

/** Where a hook hangs: on a repository, or on the whole organisation. */
type Place = {
  readonly organization: string;
  readonly repositoryId: number | undefined;
  /** The hooks' address. */
  readonly url: string;
  readonly payload: Readonly<Record<string, unknown>>;
};
type Handle = (context: ForgeContext, exchange: Exchange, place: Place) => Promise<Reply>;

export const hookRoutes: readonly Route[] = [
  ...pair('GET', '', list),
  ...pair('POST', '', create),
  ...pair('GET', '/:id', get),
  ...pair('PATCH', '/:id', change),
  ...pair('DELETE', '/:id', remove),
  ...pair('POST', '/:id/pings', async (context, exchange, place) => {
    await ping(context, place, await hookOf(context, exchange, place));
    return noContent();
  }),
];

/** The same route for the hooks of a repository and of an organisation. Secrets hang on them: administrators only. */
function pair(method: string, path: string, handle: Handle): readonly Route[] {
  return [
    writingRoute(
      method,
      `/api/v3/repos/:owner/:repo/hooks${path}`,
      'administer',
      (context, exchange) => {
        const { repository } = exchange;
        return handle(context, exchange, {
          organization: repository.owner,
          repositoryId: repository.id,
          url: `${context.urls.repository(repository)}/hooks`,
          payload: {
            repository: { id: repository.id, owner: { login: repository.owner } },
          },
        });
      },
      { whenArchived: method === 'GET' || method === 'DELETE' },
    ),
    organizationRoute(
      method,
      `/api/v3/orgs/:org/hooks${path}`,
      'administer',
      (context, exchange) => {
        const { login } = exchange.organization;
        return handle(context, exchange, {
          organization: login,
          repositoryId: undefined,
          url: `${context.urls.api}/orgs/${login}/hooks`,
          payload: { organization: { login } },
        });
      },
    ),
  ];
}

async function list({ store }: ForgeContext, exchange: Exchange, place: Place): Promise<Reply> {
  const hooks = await store.hooks(place.organization, place.repositoryId);
  return paged(exchange, hooks, (hook) => hookJson(place, hook));
}

async function create(context: ForgeContext, exchange: Exchange, place: Place): Promise<Reply> {
  const body = parse(hookCreation, await readJson(exchange, context.limits.apiBodyBytes));
  const there = await context.store.hooks(place.organization, place.repositoryId);
  if (there.some((hook) => hook.url === body.config.url)) {
    throw refusal('unprocessable', 'Validation Failed', [
      { code: 'already_exists', message: 'Hook already exists on this repository' },
    ]);
  }
  const hook = await context.store.saveHook({
    organization: place.organization,
    repositoryId: place.repositoryId,
    url: body.config.url,
    secret: body.config.secret,
    contentType: body.config.content_type,
    events: body.events,
    active: body.active,
  });
  await ping(context, place, hook);
  return created(hookJson(place, hook));
}

async function get(context: ForgeContext, exchange: Exchange, place: Place): Promise<Reply> {
  return ok(hookJson(place, await hookOf(context, exchange, place)));
}

async function change(context: ForgeContext, exchange: Exchange, place: Place): Promise<Reply> {
  const hook = await hookOf(context, exchange, place);
  const body = parse(hookChange, await readJson(exchange, context.limits.apiBodyBytes));
  const events = new Set(body.events ?? hook.events);
  for (const event of body.add_events ?? []) events.add(event);
  for (const event of body.remove_events ?? []) events.delete(event);
  const changed = {
    ...hook,
    url: body.config?.url ?? hook.url,
    secret: body.config?.secret ?? hook.secret,
    contentType: body.config?.content_type ?? hook.contentType,
    events: [...events],
    active: body.active ?? hook.active,
  };
  // Hooks are kept by their address: one with a new address is another hook.
  if (changed.url !== hook.url) await context.store.removeHook(hook.id);
  return ok(hookJson(place, await context.store.saveHook(changed)));
}

async function remove(context: ForgeContext, exchange: Exchange, place: Place): Promise<Reply> {
  await context.store.removeHook((await hookOf(context, exchange, place)).id);
  return noContent();
}

async function hookOf({ store }: ForgeContext, exchange: Exchange, place: Place): Promise<Hook> {
  const hooks = await store.hooks(place.organization, place.repositoryId);
  const hook = hooks.find(({ id }) => String(id) === param(exchange, 'id'));
  if (!hook) throw notFound();
  return hook;
}

/** GitHub greets every new hook, so that its receiver can be tried without a push. */
async function ping(context: ForgeContext, place: Place, hook: Hook): Promise<void> {
  const payload = {
    zen: 'Keep it logically awesome.',
    hook_id: hook.id,
    hook: hookJson(place, hook),
    ...place.payload,
  };
  await context.store.insertDeliveries([
    { id: randomUUID(), hookId: hook.id, event: 'ping', payload, createdAt: context.clock.now() },
  ]);
  context.wakeDelivery();
}

function hookJson(place: Place, hook: Hook) {
  return {
    type: place.repositoryId === undefined ? 'Organization' : 'Repository',
    id: hook.id,
    name: 'web',
    active: hook.active,
    events: hook.events,
    config: {
      url: hook.url,
      content_type: hook.contentType,
      insecure_ssl: '0',
      ...(hook.secret === undefined ? {} : { secret: '********' }),
    },
    url: `${place.url}/${hook.id}`,
    ping_url: `${place.url}/${hook.id}/pings`,
  };
}
