import { createGunzip } from 'node:zlib';
import {
  accessToRepository,
  allows,
  branchOf,
  decideRefChange,
  type Repository,
  ZERO_ID,
} from '@infraforge/scm';
import type { ForgeContext } from '../context.ts';
import { refusal } from '../http/refusal.ts';
import type { Reply } from '../http/reply.ts';
import {
  type Called,
  type RepositoryExchange,
  type Route,
  readingRoute,
  writingRoute,
} from '../http/route.ts';
import { recordPush } from '../record-push.ts';
import { loginOf } from '../views/account.ts';
import { runHttpBackend } from './cgi.ts';
import { chain, limitBytes } from './limit-bytes.ts';
import { type PushRequest, readPushCommands } from './push-commands.ts';
import { createReportReader, refusalReport } from './push-report.ts';

/** Git's smart HTTP protocol, with and without `.git` at the end of the name. */
export const gitRoutes: readonly Route[] = [
  readingRoute('GET', '/:owner/:repo/info/refs', advertise),
  readingRoute('POST', '/:owner/:repo/git-upload-pack', upload),
  writingRoute('POST', '/:owner/:repo/git-receive-pack', 'write', receive),
];

/** The list of refs with which every clone, fetch and push starts. */
async function advertise(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const service = exchange.url.searchParams.get('service');
  if (service !== 'git-upload-pack' && service !== 'git-receive-pack') {
    throw refusal(
      'forbidden',
      'This forge speaks the smart protocol of Git only: use git 1.6.6 or later',
    );
  }
  if (service === 'git-receive-pack') refusePush(context, exchange);
  await runHttpBackend(context, exchange, {
    ...common(exchange),
    service: 'info/refs',
    body: exchange.request,
    encoding: undefined,
    settings: {},
  });
  return 'handled';
}

/** A push asks first what is there: who may not push hears it here, before anything is sent. */
function refusePush(
  { anonymousRead }: ForgeContext,
  { caller, repository }: RepositoryExchange,
): void {
  if (!caller) throw refusal('unauthenticated', 'A push needs a token');
  if (!allows(accessToRepository(caller, repository, anonymousRead), 'write')) {
    throw refusal(
      'forbidden',
      `Permission to ${repository.owner}/${repository.name} denied to ${loginOf(caller.subject)}.`,
    );
  }
  if (repository.archived) {
    throw refusal('forbidden', 'This repository was archived so it is read-only.');
  }
}

async function upload(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { request } = exchange;
  await runHttpBackend(context, exchange, {
    ...common(exchange),
    service: 'git-upload-pack',
    body: request,
    encoding: request.headers['content-encoding'],
    settings: {},
  });
  return 'handled';
}

async function receive(
  context: ForgeContext,
  exchange: Called<RepositoryExchange>,
): Promise<Reply> {
  const { request, repository, caller } = exchange;
  const most = context.limits.pushBodyBytes;
  const plain =
    request.headers['content-encoding'] === 'gzip' ? chain(request, createGunzip()) : request;
  const push = await readPushCommands(chain(plain, limitBytes(most)));
  const verdict = await judge(context, exchange, push);
  if (verdict.reasons.size > 0) return refusePushedRefs(exchange, push, verdict.reasons);
  const report = createReportReader(push.capabilities);
  await runHttpBackend(context, exchange, {
    ...common(exchange),
    service: 'git-receive-pack',
    body: push.body,
    encoding: undefined,
    settings: {
      'receive.maxInputSize': String(most),
      ...(verdict.fastForwardOnly ? { 'receive.denyNonFastForwards': 'true' } : {}),
    },
    onOutput: report.add,
    onDone: async (whole) => {
      const told = whole ? report.accepted() : undefined;
      const accepted = told ?? (await movedRefs(context, repository, push));
      const changes = push.changes.filter(({ ref }) => accepted.has(ref));
      await recordPush(context, repository, caller, changes);
    },
  });
  return 'handled';
}

/** What branch protection says to each command. One refused ref refuses the push, as a pre-receive hook does. */
async function judge(
  { store }: ForgeContext,
  { repository, caller }: Called<RepositoryExchange>,
  { changes }: PushRequest,
): Promise<{ reasons: ReadonlyMap<string, string>; fastForwardOnly: boolean }> {
  const reasons = new Map<string, string>();
  let fastForwardOnly = false;
  for (const change of changes) {
    const branch = branchOf(change.ref);
    const rule = branch === undefined ? undefined : await store.protection(repository.id, branch);
    const decision = decideRefChange(change, rule, caller);
    if (decision.outcome === 'refused') reasons.set(change.ref, decision.reason);
    else fastForwardOnly ||= decision.fastForwardOnly;
  }
  return { reasons, fastForwardOnly };
}

/** The objects are taken in and dropped: a client that still writes does not read the answer. */
async function refusePushedRefs(
  { response }: RepositoryExchange,
  push: PushRequest,
  reasons: ReadonlyMap<string, string>,
): Promise<Reply> {
  for await (const _ of push.body);
  response.setHeader('cache-control', 'no-cache');
  response.setHeader('content-type', 'application/x-git-receive-pack-result');
  response.end(refusalReport(push.changes, reasons, push.capabilities));
  return 'handled';
}

/** Without a whole report: which refs stand where the push wanted them. */
async function movedRefs(
  { repositories }: ForgeContext,
  repository: Repository,
  { changes }: PushRequest,
): Promise<ReadonlySet<string>> {
  const refs = await repositories.refs(repository.id);
  const moved = changes.filter(({ ref, after }) => (refs.get(ref) ?? ZERO_ID) === after);
  return new Set(moved.map(({ ref }) => ref));
}

function common({ repository, caller }: RepositoryExchange) {
  return {
    repositoryId: repository.id,
    remoteUser: caller ? loginOf(caller.subject) : '',
  };
}
