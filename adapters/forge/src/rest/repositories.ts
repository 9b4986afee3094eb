import {
  type Repository,
  type RepositoryPatch,
  repositoryNameProblem,
  topicProblems,
} from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { commitFirstReadme } from '../first-commit.ts';
import { type Exchange, readJson } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import { created, noContent, ok, type Reply } from '../http/reply.ts';
import {
  type Called,
  forgeRoute,
  type OrganizationExchange,
  organizationRoute,
  type RepositoryExchange,
  type Route,
  readingRoute,
  writingRoute,
} from '../http/route.ts';
import { parse, repositoryChange, repositoryCreation, topicsChange } from '../schema.ts';
import { fullRepositoryJson } from '../views/repository.ts';
import { emit } from '../webhooks/emit.ts';

export const repositoryRoutes: readonly Route[] = [
  organizationRoute('POST', '/api/v3/orgs/:org/repos', 'write', create),
  forgeRoute('POST', '/api/v3/user/repos', 'read', createForUser),
  readingRoute('GET', '/api/v3/repos/:owner/:repo', async (context, { repository, access }) =>
    ok(await fullRepositoryJson(context, repository, access)),
  ),
  writingRoute('PATCH', '/api/v3/repos/:owner/:repo', 'administer', change, { whenArchived: true }),
  writingRoute('DELETE', '/api/v3/repos/:owner/:repo', 'administer', remove, {
    whenArchived: true,
  }),
  readingRoute('GET', '/api/v3/repos/:owner/:repo/topics', async (_context, { repository }) =>
    ok({ names: repository.topics }),
  ),
  writingRoute('PUT', '/api/v3/repos/:owner/:repo/topics', 'write', replaceTopics),
];

async function create(
  context: ForgeContext,
  exchange: Called<OrganizationExchange>,
): Promise<Reply> {
  const { organization, caller } = exchange;
  const body = parse(repositoryCreation, await readJson(exchange, context.limits.apiBodyBytes));
  refuseName(body.name);
  const repository = await context.store.createRepository(organization.login, body.name, {
    description: body.description ?? '',
    homepage: body.homepage ?? '',
    visibility: visibilityOf(body) ?? 'public',
  });
  try {
    await context.repositories.create(repository.id, repository.defaultBranch);
  } catch (error) {
    // A row without a folder would hold the name for ever.
    await context.store.deleteRepository(repository.id);
    throw error;
  }
  if (body.auto_init) await commitFirstReadme(context, repository, caller);
  const made = (await context.store.repositoryById(repository.id)) ?? repository;
  await emit(context, made, caller, 'repository', { action: 'created' });
  return created(await fullRepositoryJson(context, made, 'administer'));
}

async function createForUser(_context: ForgeContext, { caller }: Exchange): Promise<Reply> {
  const teams = caller?.groups.join(', ') || 'none yet';
  throw refusal(
    'forbidden',
    `Repositories belong to teams here: create it in an organisation of yours (${teams})`,
  );
}

function refuseName(name: string): void {
  const problem = repositoryNameProblem(name);
  if (problem === undefined) return;
  const place = { path: 'name' };
  throw refusal('unprocessable', 'Repository creation failed.', [
    { code: 'invalid', message: problem, place },
  ]);
}

function visibilityOf(body: {
  visibility?: Repository['visibility'] | undefined;
  private?: boolean | undefined;
}) {
  if (body.visibility !== undefined) return body.visibility;
  if (body.private === undefined) return undefined;
  return body.private ? ('private' as const) : ('public' as const);
}

async function change(context: ForgeContext, exchange: Called<RepositoryExchange>): Promise<Reply> {
  const { repository, caller, access } = exchange;
  const body = parse(repositoryChange, await readJson(exchange, context.limits.apiBodyBytes));
  if (body.name !== undefined) refuseName(body.name);
  if (repository.archived && body.archived !== false) {
    throw refusal('forbidden', 'Repository was archived so is read-only.');
  }
  const patch: RepositoryPatch = {
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.description === undefined ? {} : { description: body.description ?? '' }),
    ...(body.homepage === undefined ? {} : { homepage: body.homepage ?? '' }),
    ...(body.archived === undefined ? {} : { archived: body.archived }),
    ...withVisibility(visibilityOf(body)),
    ...(await newDefaultBranch(context, repository, body.default_branch)),
  };
  const changed = await context.store.updateRepository(repository.id, patch);
  for (const event of eventsOf(repository, changed)) {
    await emit(context, changed, caller, 'repository', event);
  }
  return ok(await fullRepositoryJson(context, changed, access));
}

function withVisibility(visibility: Repository['visibility'] | undefined): RepositoryPatch {
  return visibility === undefined ? {} : { visibility };
}

async function newDefaultBranch(
  { repositories }: ForgeContext,
  repository: Repository,
  branch: string | undefined,
): Promise<RepositoryPatch> {
  if (branch === undefined || branch === repository.defaultBranch) return {};
  if (!(await repositories.resolve(repository.id, `refs/heads/${branch}`))) {
    const message = `The branch ${branch} was not found. Please push that ref first or create it via the Git Data API.`;
    throw refusal('unprocessable', 'Validation Failed', [
      { code: 'invalid', message, place: { path: 'default_branch' } },
    ]);
  }
  await repositories.setHead(repository.id, branch);
  return { defaultBranch: branch };
}

/** The actions under which GitHub announces a change of a repository. */
function eventsOf(
  before: Repository,
  after: Repository,
): readonly Readonly<Record<string, unknown>>[] {
  const events: Readonly<Record<string, unknown>>[] = [];
  if (before.archived !== after.archived) {
    events.push({ action: after.archived ? 'archived' : 'unarchived' });
  }
  if (before.name !== after.name) {
    events.push({ action: 'renamed', changes: { repository: { name: { from: before.name } } } });
  }
  if (before.visibility !== after.visibility) {
    events.push({ action: after.visibility === 'private' ? 'privatized' : 'publicized' });
  }
  const edited =
    before.description !== after.description ||
    before.homepage !== after.homepage ||
    before.defaultBranch !== after.defaultBranch;
  if (edited) {
    const from = before.defaultBranch;
    const changes = from === after.defaultBranch ? {} : { default_branch: { from } };
    events.push({ action: 'edited', changes });
  }
  return events;
}

async function remove(
  context: ForgeContext,
  { repository, caller }: Called<RepositoryExchange>,
): Promise<Reply> {
  await emit(context, repository, caller, 'repository', { action: 'deleted' });
  await context.store.deleteRepository(repository.id);
  await context.repositories.remove(repository.id);
  return noContent();
}

async function replaceTopics(
  context: ForgeContext,
  exchange: Called<RepositoryExchange>,
): Promise<Reply> {
  const { repository, caller } = exchange;
  const { names } = parse(topicsChange, await readJson(exchange, context.limits.apiBodyBytes));
  const topics = [...new Set(names)];
  const problems = topicProblems(topics);
  if (problems.length > 0) throw refusal('unprocessable', 'Validation Failed', problems);
  const changed = await context.store.updateRepository(repository.id, { topics });
  if (topics.join() !== repository.topics.join()) {
    const changes = { topics: { from: repository.topics } };
    await emit(context, changed, caller, 'repository', { action: 'edited', changes });
  }
  return ok({ names: changed.topics });
}
