import { accessToRepository, allows, type Repository } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { type Exchange, param, query } from '../http/exchange.ts';
import { paged } from '../http/paging.ts';
import { notFound } from '../http/refusal.ts';
import { ok, type Reply } from '../http/reply.ts';
import { forgeRoute, organizationRoute, type Route } from '../http/route.ts';
import { repositoryJson } from '../views/repository.ts';

export const repositoryListRoutes: readonly Route[] = [
  organizationRoute('GET', '/api/v3/orgs/:org/repos', 'read', async (context, exchange) =>
    list(context, exchange, await context.store.repositories(exchange.organization.login)),
  ),
  forgeRoute('GET', '/api/v3/users/:name/repos', 'read', async (context, exchange) => {
    const name = param(exchange, 'name');
    const known = await context.store.organization(name);
    if (!known && !context.directory?.person(name)) throw notFound();
    return list(context, exchange, known ? await context.store.repositories(known.login) : []);
  }),
  forgeRoute('GET', '/api/v3/user/repos', 'read', async (context, exchange) => {
    const own = (await everyRepository(context)).filter((repository) =>
      allows(accessToRepository(exchange.caller, repository, false), 'write'),
    );
    return list(context, exchange, own);
  }),
  forgeRoute('GET', '/api/v3/search/repositories', 'read', search),
];

/** Every repository of every organisation, sorted by organisation and name. */
async function everyRepository({ store }: ForgeContext): Promise<readonly Repository[]> {
  const organizations = await store.organizations();
  const lists = await Promise.all(organizations.map(({ login }) => store.repositories(login)));
  return lists.flat();
}

function list(
  context: ForgeContext,
  exchange: Exchange,
  repositories: readonly Repository[],
): Reply {
  const visible = repositories.flatMap((repository) => {
    const access = accessToRepository(exchange.caller, repository, context.anonymousRead);
    return access === 'none' || !isWanted(exchange, repository) ? [] : [{ repository, access }];
  });
  return paged(exchange, visible.sort(order(exchange)), ({ repository, access }) =>
    repositoryJson(context, repository, access),
  );
}

function isWanted(exchange: Exchange, repository: Repository): boolean {
  const type = query(exchange, 'type') ?? 'all';
  if (type === 'forks') return false;
  return !['public', 'private', 'internal'].includes(type) || repository.visibility === type;
}

type Row = { readonly repository: Repository };

/** `?sort=created|updated|pushed|full_name&direction=asc|desc`; by name when nothing is said. */
function order(exchange: Exchange): (left: Row, right: Row) => number {
  const sort = query(exchange, 'sort') ?? 'full_name';
  const byTime = ['created', 'updated', 'pushed'].includes(sort);
  const descending = (query(exchange, 'direction') ?? (byTime ? 'desc' : 'asc')) === 'desc';
  const key = ({ repository }: Row): string | number => {
    if (sort === 'created') return repository.createdAt.getTime();
    if (sort === 'updated') return repository.updatedAt.getTime();
    if (sort === 'pushed') return repository.pushedAt?.getTime() ?? 0;
    return `${repository.owner}/${repository.name}`.toLowerCase();
  };
  const sign = descending ? -1 : 1;
  return (left, right) => (key(left) < key(right) ? -sign : key(left) > key(right) ? sign : 0);
}

/** `q=name topic:x org:y`: as much of GitHub's search as pickers of repositories use. */
async function search(context: ForgeContext, exchange: Exchange): Promise<Reply> {
  const terms = (query(exchange, 'q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (await everyRepository(context)).flatMap((repository) => {
    const access = accessToRepository(exchange.caller, repository, context.anonymousRead);
    const fits = access !== 'none' && terms.every((term) => matchesTerm(repository, term));
    return fits ? [repositoryJson(context, repository, access)] : [];
  });
  const items = matches.slice(0, 100);
  return ok({
    total_count: matches.length,
    incomplete_results: items.length < matches.length,
    items,
  });
}

function matchesTerm(repository: Repository, term: string): boolean {
  const [, key, value = ''] = /^(org|user|topic|repo|archived):(.*)$/.exec(term) ?? [];
  const owner = repository.owner.toLowerCase();
  const name = repository.name.toLowerCase();
  if (key === 'org' || key === 'user') return owner === value;
  if (key === 'topic') return repository.topics.includes(value);
  if (key === 'repo') return `${owner}/${name}` === value;
  if (key === 'archived') return String(repository.archived) === value;
  return name.includes(term) || repository.description.toLowerCase().includes(term);
}
