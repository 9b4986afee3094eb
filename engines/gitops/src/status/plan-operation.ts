import type { Comparison } from '../compare.ts';
import type { Application, Operation, OperationState } from '../types.ts';
import { retryAt } from './retry.ts';
import { revisionFields, revisionText } from './revisions.ts';

/** Milliseconds: Argo CD's defaults for self-heal (2 s, factor 3, at most 5 min). */
const HEALING_FIRST = 2_000;
const HEALING_MOST = 300_000;

export type OperationPlan =
  /** Go on with, or begin, this sync. */
  | { readonly type: 'run'; readonly operation: Operation; readonly attempt: 'first' | 'next' }
  | { readonly type: 'none'; readonly reason: string; readonly error?: string }
  /** Try again then: the last attempt failed (`error`), or was undone so soon that it is not repeated at once. */
  | { readonly type: 'wait'; readonly until: Date; readonly error?: string };

/**
 * What an application does next: the operation that somebody asked for, or one of its own when it is automated and
 * OutOfSync. The same revision is not tried again before its backoff; a revision that was synced is only applied again
 * with selfHeal, ever more slowly where somebody keeps undoing it. A sync that somebody asked for is tried again as its
 * own `retry` says. Source: controller/appcontroller.go (`autoSync`).
 */
export function planOperation(
  application: Application,
  comparison: Comparison,
  revision: string,
  now: Date,
): OperationPlan {
  const { operation, status } = application;
  if (operation) return { type: 'run', operation, attempt: 'first' };
  const { syncPolicy } = application.spec;
  const automated = syncPolicy?.automated;
  if (!automated || automated.enabled === false) return planRetry(status?.operationState, now);
  if (comparison.status === 'Synced') return none('in sync');
  const { prune = false } = automated;
  const changed = comparison.resources.filter((resource) => resource.status === 'OutOfSync');
  if (!prune && changed.every(({ requiresPruning }) => requiresPruning)) {
    return none('only pruning is needed');
  }
  const kept = comparison.resources.some(({ target }) => target !== undefined);
  if (!kept && prune && !automated.allowEmpty) {
    const error = `Skipping sync attempt to ${revision}: auto-sync will wipe out all resources`;
    return { type: 'none', reason: 'would remove everything', error };
  }
  const own: Operation = {
    sync: {
      ...revisionFields(revision, (application.spec.sources?.length ?? 0) > 0),
      prune,
      ...(syncPolicy.syncOptions && { syncOptions: syncPolicy.syncOptions }),
    },
    initiatedBy: { automated: true },
  };
  const last = status?.operationState;
  if (!last?.syncResult || revisionText(last.syncResult) !== revision)
    return { type: 'run', operation: own, attempt: 'first' };
  if (last.phase === 'Succeeded') {
    if (automated.selfHeal) return planHealing(own, last, now);
    return none('this revision is synced and selfHeal is off');
  }
  const error = `Failed last sync attempt to ${revision}: ${last.message}`;
  const until = retryAt(syncPolicy, last);
  if (!until) return { type: 'none', reason: 'retries are used up', error };
  if (until > now) return { type: 'wait', until, error };
  return { type: 'run', operation: own, attempt: 'next' };
}

/** A failed sync that nobody but its own `retry` takes up again. */
function planRetry(last: OperationState | undefined, now: Date): OperationPlan {
  const failed = last?.phase === 'Failed' || last?.phase === 'Error';
  if (!last || !failed || !last.operation.retry) return none('no automated sync');
  const error = `Failed last sync attempt: ${last.message}`;
  const until = retryAt({ retry: last.operation.retry }, last);
  if (!until) return { type: 'none', reason: 'retries are used up', error };
  if (until > now) return { type: 'wait', until, error };
  return { type: 'run', operation: last.operation, attempt: 'next' };
}

/** The first healing comes at once, each that follows soon after waits three times as long as the one before. */
function planHealing(own: Operation, last: OperationState, now: Date): OperationPlan {
  const ended = Date.parse(last.finishedAt ?? last.startedAt);
  const quiet = now.getTime() - ended > HEALING_MOST;
  const attempts = quiet ? 0 : (last.operation.sync?.selfHealAttemptsCount ?? 0);
  const delay = attempts === 0 ? 0 : Math.min(HEALING_FIRST * 3 ** (attempts - 1), HEALING_MOST);
  const until = new Date(ended + delay);
  if (until > now) return { type: 'wait', until };
  const operation = { ...own, sync: { ...own.sync, selfHealAttemptsCount: attempts + 1 } };
  return { type: 'run', operation, attempt: 'first' };
}

function none(reason: string): OperationPlan {
  return { type: 'none', reason };
}
