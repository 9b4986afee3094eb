import { isUserRef, type RefChange, ZERO_ID } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { param, readJson } from '../http/exchange.ts';
import { paged } from '../http/paging.ts';
import { notFound, refusal } from '../http/refusal.ts';
import { created, noContent, ok, type Reply } from '../http/reply.ts';
import {
  type Called,
  type RepositoryExchange,
  type Route,
  readingRoute,
  writingRoute,
} from '../http/route.ts';
import { refuseByProtection } from '../move-ref.ts';
import { recordPush } from '../record-push.ts';
import { parse, refChange, refCreation } from '../schema.ts';
import { encodePath } from '../urls.ts';
import { nodeId } from '../views/account.ts';

const BASE = '/api/v3/repos/:owner/:repo/git';

export const gitRefRoutes: readonly Route[] = [
  readingRoute('GET', `${BASE}/ref/*ref`, get),
  readingRoute('GET', `${BASE}/matching-refs/*ref`, matching),
  readingRoute('GET', `${BASE}/refs`, matching),
  readingRoute('GET', `${BASE}/refs/*ref`, get),
  writingRoute('POST', `${BASE}/refs`, 'write', create),
  writingRoute('PATCH', `${BASE}/refs/*ref`, 'write', change),
  writingRoute('DELETE', `${BASE}/refs/*ref`, 'write', remove),
];

/** `heads/main` in the path of a route is `refs/heads/main`. */
function fullRef(exchange: RepositoryExchange): string {
  const ref = param(exchange, 'ref');
  return ref.startsWith('refs/') ? ref : `refs/${ref}`;
}

async function get(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const ref = fullRef(exchange);
  const refs = await context.repositories.refs(exchange.repository.id);
  if (refs.size === 0) throw refusal('conflict', 'Git Repository is empty.');
  const sha = refs.get(ref);
  if (sha === undefined) throw notFound();
  return ok(refJson(context, exchange, ref, sha));
}

async function matching(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const prefix = exchange.params.ref === undefined ? 'refs/' : fullRef(exchange);
  const refs = [...(await context.repositories.refs(exchange.repository.id))];
  return paged(
    exchange,
    refs.filter(([ref]) => ref.startsWith(prefix)),
    ([ref, sha]) => refJson(context, exchange, ref, sha),
  );
}

function refJson(
  { urls }: ForgeContext,
  { repository }: RepositoryExchange,
  ref: string,
  sha: string,
) {
  const git = `${urls.repository(repository)}/git`;
  return {
    ref,
    node_id: nodeId('Ref', `${repository.id}:${ref}`),
    url: `${git}/${encodePath(ref)}`,
    object: { type: 'commit', sha, url: `${git}/commits/${sha}` },
  };
}

async function create(context: ForgeContext, exchange: Called<RepositoryExchange>): Promise<Reply> {
  const { ref, sha } = parse(refCreation, await readJson(exchange, context.limits.apiBodyBytes));
  if (!isUserRef(ref)) throw refusal('unprocessable', `${ref} is not a valid ref name.`);
  if ((await context.repositories.refs(exchange.repository.id)).has(ref)) {
    throw refusal('unprocessable', 'Reference already exists');
  }
  await move(context, exchange, { ref, before: ZERO_ID, after: sha });
  return created(refJson(context, exchange, ref, sha));
}

async function change(context: ForgeContext, exchange: Called<RepositoryExchange>): Promise<Reply> {
  const { sha, force } = parse(refChange, await readJson(exchange, context.limits.apiBodyBytes));
  const { repositories } = context;
  const { id } = exchange.repository;
  const ref = fullRef(exchange);
  const before = (await repositories.refs(id)).get(ref);
  if (before === undefined) throw refusal('unprocessable', 'Reference does not exist');
  if (!(await repositories.commit(id, sha)))
    throw refusal('unprocessable', 'Object does not exist');
  if (!force && !(await repositories.isAncestor(id, before, sha))) {
    throw refusal('unprocessable', 'Update is not a fast forward');
  }
  if (before !== sha) await move(context, exchange, { ref, before, after: sha });
  return ok(refJson(context, exchange, ref, sha));
}

async function remove(context: ForgeContext, exchange: Called<RepositoryExchange>): Promise<Reply> {
  const ref = fullRef(exchange);
  const { repository } = exchange;
  const before = (await context.repositories.refs(repository.id)).get(ref);
  if (before === undefined) throw refusal('unprocessable', 'Reference does not exist');
  if (ref === `refs/heads/${repository.defaultBranch}`) {
    throw refusal('unprocessable', 'Cannot delete the default branch');
  }
  await move(context, exchange, { ref, before, after: ZERO_ID });
  return noContent();
}

/** Moves a ref as far as branch protection lets the caller, and tells of it. */
async function move(
  context: ForgeContext,
  { repository, caller }: Called<RepositoryExchange>,
  change: RefChange,
): Promise<void> {
  const { repositories } = context;
  const known = (sha: string) => (sha === ZERO_ID ? undefined : sha);
  const after = known(change.after);
  if (after !== undefined && !(await repositories.commit(repository.id, after))) {
    throw refusal('unprocessable', 'Object does not exist');
  }
  await refuseByProtection(context, repository, caller, change);
  const moved = await repositories.updateRef(
    repository.id,
    change.ref,
    known(change.before),
    after,
  );
  if (!moved) throw refusal('conflict', `${change.ref} was moved by somebody else in the meantime`);
  await recordPush(context, repository, caller, [change]);
}
