import type { PullRequest, Repository } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { query, readJson } from '../http/exchange.ts';
import { linkHeader, paged, pageOf } from '../http/paging.ts';
import { refusal } from '../http/refusal.ts';
import { created, ok, type Reply } from '../http/reply.ts';
import {
  type Called,
  type RepositoryExchange,
  type Route,
  readingRoute,
  writingRoute,
} from '../http/route.ts';
import { labelsChange, parse, pullChange, pullCreation } from '../schema.ts';
import { loginOf } from '../views/account.ts';
import { commitJson } from '../views/commit.ts';
import { labelJson, pullRequestEvent, pullRequestJson } from '../views/pull-request.ts';
import { emit } from '../webhooks/emit.ts';
import { pullOf } from './find-pull.ts';
import { headSha, mergeable, mergePull } from './merge-pull.ts';

const BASE = '/api/v3/repos/:owner/:repo';

export const pullRoutes: readonly Route[] = [
  readingRoute('GET', `${BASE}/pulls`, list),
  writingRoute('POST', `${BASE}/pulls`, 'write', create),
  readingRoute('GET', `${BASE}/pulls/:number`, get),
  writingRoute('PATCH', `${BASE}/pulls/:number`, 'write', change),
  readingRoute('GET', `${BASE}/pulls/:number/files`, files),
  readingRoute('GET', `${BASE}/pulls/:number/commits`, commits),
  readingRoute('GET', `${BASE}/pulls/:number/reviews`, async () => ok([])),
  writingRoute('PUT', `${BASE}/pulls/:number/merge`, 'write', mergePull),
  writingRoute(
    'POST',
    `${BASE}/pulls/:number/requested_reviewers`,
    'write',
    async (context, exchange) =>
      // Reviews are not kept here; the request is answered with the pull request, which shows none.
      created(await pullRequestJson(context, exchange.repository, await pullOf(context, exchange))),
  ),
  readingRoute('GET', `${BASE}/issues/:number/labels`, async (context, exchange) =>
    ok(labelsJson(context, exchange.repository, await pullOf(context, exchange))),
  ),
  writingRoute('POST', `${BASE}/issues/:number/labels`, 'write', addLabels),
  writingRoute('POST', `${BASE}/issues/:number/assignees`, 'write', async (context, exchange) =>
    created(await pullRequestJson(context, exchange.repository, await pullOf(context, exchange))),
  ),
];

async function list(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { repository } = exchange;
  const state = query(exchange, 'state') ?? 'open';
  const head = query(exchange, 'head')?.replace(/^[^:]*:/, '');
  const base = query(exchange, 'base');
  const found = (await context.store.pullRequests(repository.id)).filter(
    (pull) =>
      (state === 'all' || pull.state === state) &&
      (head === undefined || pull.headRef === head) &&
      (base === undefined || pull.baseRef === base),
  );
  const page = pageOf(exchange);
  const start = (page.number - 1) * page.size;
  const shown = found.slice(start, start + page.size);
  return ok(
    await Promise.all(shown.map((pull) => pullRequestJson(context, repository, pull))),
    linkHeader(exchange, page.number, Math.max(1, Math.ceil(found.length / page.size))),
  );
}

async function create(context: ForgeContext, exchange: Called<RepositoryExchange>): Promise<Reply> {
  const { repository, caller } = exchange;
  const body = parse(pullCreation, await readJson(exchange, context.limits.apiBodyBytes));
  const headRef = localBranch(repository, body.head);
  const problems = await pullProblems(context, repository, headRef, body.base);
  if (problems.length > 0) throw refusal('unprocessable', 'Validation Failed', problems);
  const pull = await context.store.createPullRequest({
    repositoryId: repository.id,
    title: body.title,
    body: body.body ?? '',
    state: 'open',
    merged: false,
    author: loginOf(caller.subject),
    headRef,
    baseRef: body.base,
    draft: body.draft,
    labels: [],
  });
  const payload = await pullRequestEvent(context, repository, pull, 'opened');
  await emit(context, repository, caller, 'pull_request', payload);
  return created(await fullPullJson(context, repository, pull));
}

/** `owner:branch` of the same repository, or `branch`. There are no forks here. */
function localBranch(repository: Repository, head: string): string {
  const [, owner, branch] = /^([^:]*):(.+)$/.exec(head) ?? [];
  if (branch === undefined) return head;
  if (owner?.toLowerCase() === repository.owner.toLowerCase()) return branch;
  throw refusal('unprocessable', 'Validation Failed', [
    {
      code: 'invalid',
      message: `There are no forks here: ${owner} has none`,
      place: { path: 'head' },
    },
  ]);
}

async function pullProblems(
  { repositories, store }: ForgeContext,
  repository: Repository,
  head: string,
  base: string,
) {
  const problems = [];
  for (const [path, branch] of Object.entries({ head, base })) {
    if (await repositories.resolve(repository.id, `refs/heads/${branch}`)) continue;
    problems.push({
      code: 'invalid',
      message: `The branch ${branch} is not there`,
      place: { path },
    });
  }
  if (problems.length > 0) return problems;
  const there = (await store.pullRequests(repository.id)).some(
    (pull) => pull.state === 'open' && pull.headRef === head && pull.baseRef === base,
  );
  if (there) {
    const message = `A pull request already exists for ${repository.owner}:${head}.`;
    return [{ code: 'scm.pull-exists', message }];
  }
  if (
    head === base ||
    (await repositories.log(repository.id, head, { limit: 1, notIn: base })).length === 0
  ) {
    return [{ code: 'scm.no-commits', message: `No commits between ${base} and ${head}` }];
  }
  return [];
}

async function get(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  return ok(await fullPullJson(context, exchange.repository, await pullOf(context, exchange)));
}

/** With what only the single pull request shows. */
async function fullPullJson(context: ForgeContext, repository: Repository, pull: PullRequest) {
  const can = pull.state === 'open' ? await mergeable(context, repository, pull) : false;
  return {
    ...(await pullRequestJson(context, repository, pull)),
    mergeable: can,
    mergeable_state: can ? 'clean' : 'dirty',
    maintainer_can_modify: false,
  };
}

async function change(context: ForgeContext, exchange: Called<RepositoryExchange>): Promise<Reply> {
  const { repository, caller } = exchange;
  const pull = await pullOf(context, exchange);
  const body = parse(pullChange, await readJson(exchange, context.limits.apiBodyBytes));
  if (pull.merged && body.state === 'open') {
    throw refusal('unprocessable', 'A merged pull request cannot be opened again');
  }
  const changed = await context.store.updatePullRequest(pull.id, {
    ...(body.title === undefined ? {} : { title: body.title }),
    ...(body.body === undefined ? {} : { body: body.body ?? '' }),
    ...(body.state === undefined ? {} : { state: body.state }),
    ...(body.base === undefined ? {} : { baseRef: body.base }),
  });
  const action = actionOf(pull, changed);
  const payload = await pullRequestEvent(context, repository, changed, action);
  await emit(context, repository, caller, 'pull_request', payload);
  return ok(await fullPullJson(context, repository, changed));
}

function actionOf(before: PullRequest, after: PullRequest): string {
  if (before.state === after.state) return 'edited';
  return after.state === 'open' ? 'reopened' : 'closed';
}

async function files(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { repository } = exchange;
  const pull = await pullOf(context, exchange);
  const head = await headSha(context, repository, pull);
  const base = await context.repositories.resolve(repository.id, `refs/heads/${pull.baseRef}`);
  if (head === undefined || base === undefined) return ok([]);
  const changed = await context.repositories.changes(repository.id, base, head);
  return paged(exchange, changed, ({ path, status }) => ({
    filename: path,
    status,
    contents_url: `${context.urls.repository(repository)}/contents/${path}?ref=${head}`,
  }));
}

async function commits(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { repository } = exchange;
  const pull = await pullOf(context, exchange);
  const head = await headSha(context, repository, pull);
  const base = await context.repositories.resolve(repository.id, `refs/heads/${pull.baseRef}`);
  if (head === undefined || base === undefined) return ok([]);
  const found = await context.repositories.log(repository.id, head, { limit: 250, notIn: base });
  return paged(exchange, [...found].reverse(), (row) => commitJson(context, repository, row));
}

async function addLabels(
  context: ForgeContext,
  exchange: Called<RepositoryExchange>,
): Promise<Reply> {
  const pull = await pullOf(context, exchange);
  const body = parse(labelsChange, await readJson(exchange, context.limits.apiBodyBytes));
  const given = Array.isArray(body) ? body : body.labels;
  const names = given.map((label) => (typeof label === 'string' ? label : label.name));
  const labels = [...new Set([...pull.labels, ...names])];
  const changed = await context.store.updatePullRequest(pull.id, { labels });
  return ok(labelsJson(context, exchange.repository, changed));
}

function labelsJson(context: ForgeContext, repository: Repository, pull: PullRequest) {
  return pull.labels.map((name) => labelJson(context, repository, name));
}
