import type { Comparison } from '../compare.ts';
import type { Application, Operation } from '../types.ts';
import { retryAt } from './retry.ts';
import { revisionFields, revisionText } from './revisions.ts';

export type OperationPlan =
  /** Go on with, or begin, this sync. */
  | { readonly type: 'run'; readonly operation: Operation; readonly attempt: 'first' | 'next' }
  | { readonly type: 'none'; readonly reason: string; readonly error?: string }
  /** The last attempt failed: try again then. */
  | { readonly type: 'wait'; readonly until: Date; readonly error: string };

/**
 * What an application does next: the operation that somebody asked for, or one of its own when it is automated and
 * OutOfSync. The same revision is not tried again before its backoff; a revision that was synced is only applied again
 * with selfHeal. Source: controller/appcontroller.go (`autoSync`).
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
  if (!automated || automated.enabled === false) return none('no automated sync');
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
    if (automated.selfHeal) return { type: 'run', operation: own, attempt: 'first' };
    return none('this revision is synced and selfHeal is off');
  }
  const error = `Failed last sync attempt to ${revision}: ${last.message}`;
  const until = retryAt(syncPolicy, last);
  if (!until) return { type: 'none', reason: 'retries are used up', error };
  if (until > now) return { type: 'wait', until, error };
  return { type: 'run', operation: own, attempt: 'next' };
}

function none(reason: string): OperationPlan {
  return { type: 'none', reason };
}
