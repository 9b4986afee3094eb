import type { BranchProtection } from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { param, readJson } from '../http/exchange.ts';
import { refusal } from '../http/refusal.ts';
import { noContent, ok, type Reply } from '../http/reply.ts';
import {
  type Called,
  type RepositoryExchange,
  type Route,
  readingRoute,
  writingRoute,
} from '../http/route.ts';
import { parse, protectionChange } from '../schema.ts';

const PATH = '/api/v3/repos/:owner/:repo/branches/*branch/protection';
const SIGNATURES = `${PATH}/required_signatures`;

export const protectionRoutes: readonly Route[] = [
  readingRoute('GET', PATH, async (context, exchange) =>
    ok(protectionJson(context, exchange, await ruleOf(context, exchange))),
  ),
  writingRoute('PUT', PATH, 'administer', put),
  writingRoute('DELETE', PATH, 'administer', remove),
  readingRoute('GET', SIGNATURES, signatures),
  writingRoute('POST', SIGNATURES, 'administer', requireSignatures),
  writingRoute('DELETE', SIGNATURES, 'administer', requireSignatures),
];

async function ruleOf(
  { store }: ForgeContext,
  exchange: RepositoryExchange,
): Promise<BranchProtection> {
  const rule = await store.protection(exchange.repository.id, param(exchange, 'branch'));
  if (!rule) throw refusal('not-found', 'Branch not protected');
  return rule;
}

async function put(context: ForgeContext, exchange: Called<RepositoryExchange>): Promise<Reply> {
  const { repository } = exchange;
  const branch = param(exchange, 'branch');
  const body = parse(protectionChange, await readJson(exchange, context.limits.apiBodyBytes));
  if (!(await context.repositories.resolve(repository.id, `refs/heads/${branch}`))) {
    throw refusal('not-found', 'Branch not found');
  }
  const reviews = body.required_pull_request_reviews;
  const rule: BranchProtection = {
    repositoryId: repository.id,
    branch,
    allowForcePushes: body.allow_force_pushes ?? false,
    allowDeletions: body.allow_deletions ?? false,
    enforceAdmins: body.enforce_admins ?? false,
    requiredApprovals: reviews ? (reviews.required_approving_review_count ?? 1) : undefined,
    document: JSON.parse(JSON.stringify(body)),
  };
  await context.store.saveProtection(rule);
  return ok(protectionJson(context, exchange, rule));
}

async function remove(context: ForgeContext, exchange: Called<RepositoryExchange>): Promise<Reply> {
  const removed = await context.store.removeProtection(
    exchange.repository.id,
    param(exchange, 'branch'),
  );
  if (!removed) throw refusal('not-found', 'Branch not protected');
  return noContent();
}

/** The rule as GitHub shows it: what is off is left out, what is on is `{ enabled: true }`. */
function protectionJson(
  context: ForgeContext,
  exchange: RepositoryExchange,
  rule: BranchProtection,
) {
  const url = urlOf(context, exchange);
  const { document } = rule;
  const enabled = (name: string) => ({ enabled: document[name] === true });
  const checks = document.required_status_checks;
  const reviews = document.required_pull_request_reviews;
  const { restrictions } = document;
  return {
    url,
    ...(checks
      ? { required_status_checks: { url: `${url}/required_status_checks`, ...checks } }
      : {}),
    ...(reviews
      ? {
          required_pull_request_reviews: {
            url: `${url}/required_pull_request_reviews`,
            ...reviews,
            required_approving_review_count: rule.requiredApprovals,
          },
        }
      : {}),
    ...(restrictions ? { restrictions: { url: `${url}/restrictions`, ...restrictions } } : {}),
    enforce_admins: { url: `${url}/enforce_admins`, enabled: rule.enforceAdmins },
    allow_force_pushes: { enabled: rule.allowForcePushes },
    allow_deletions: { enabled: rule.allowDeletions },
    required_linear_history: enabled('required_linear_history'),
    required_conversation_resolution: enabled('required_conversation_resolution'),
    block_creations: enabled('block_creations'),
    lock_branch: enabled('lock_branch'),
    allow_fork_syncing: enabled('allow_fork_syncing'),
    required_signatures: { url: `${url}/required_signatures`, enabled: false },
  };
}

function urlOf({ urls }: ForgeContext, exchange: RepositoryExchange): string {
  const branch = encodeURIComponent(param(exchange, 'branch'));
  return `${urls.repository(exchange.repository)}/branches/${branch}/protection`;
}

async function signatures(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  await ruleOf(context, exchange);
  return ok({ url: `${urlOf(context, exchange)}/required_signatures`, enabled: false });
}

/** Signatures are not checked here. To say that they are required would be a promise that nobody keeps. */
async function requireSignatures(
  context: ForgeContext,
  exchange: Called<RepositoryExchange>,
): Promise<Reply> {
  await ruleOf(context, exchange);
  throw refusal(
    'not-found',
    'This forge does not check signatures of commits; leave requiredCommitSigning off',
  );
}
