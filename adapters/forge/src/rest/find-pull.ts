import type { PullRequest } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { param } from '../http/exchange.ts';
import { notFound } from '../http/refusal.ts';
import type { RepositoryExchange } from '../http/route.ts';

/** The pull request that a route's `:number` names. Throws `forge.not-found`. */
export async function pullOf(
  { store }: ForgeContext,
  exchange: RepositoryExchange,
): Promise<PullRequest> {
  const number = Number(param(exchange, 'number'));
  const pull = Number.isSafeInteger(number)
    ? await store.pullRequest(exchange.repository.id, number)
    : undefined;
  if (!pull) throw notFound();
  return pull;
}
