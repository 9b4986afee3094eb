import type { SyncState } from '../sync/sync-step.ts';
import type { ApplicationSource, HistoryEntry, Operation, OperationState } from '../types.ts';

export type OperationStart = {
  readonly operation: Operation;
  readonly revision: string;
  readonly source: ApplicationSource;
  readonly retryCount: number;
  readonly now: Date;
};

/** The state of an operation that begins: it is written before anything else is, so that a crash leaves a trace. */
export function startOperation(start: OperationStart): OperationState {
  return {
    operation: start.operation,
    phase: 'Running',
    message: 'waiting to start',
    startedAt: timeText(start.now),
    ...(start.retryCount > 0 && { retryCount: start.retryCount }),
    syncResult: { revision: start.revision, source: start.source, resources: [] },
  };
}

/** The state after a step of its sync. */
export function advanceOperation(
  state: OperationState,
  sync: SyncState,
  now: Date,
): OperationState {
  const { revision = '', source } = state.syncResult ?? {};
  return {
    ...state,
    phase: sync.phase,
    message: sync.message,
    ...(sync.phase !== 'Running' && { finishedAt: timeText(now) }),
    syncResult: { revision, ...(source && { source }), resources: sync.results },
  };
}

/** The sync that an operation state describes, to go on with it. */
export function syncStateOf(state: OperationState): SyncState {
  return {
    phase: state.phase,
    message: state.message,
    results: state.syncResult?.resources ?? [],
  };
}

/**
 * The history with a sync that succeeded put at its end; ids count up and the oldest beyond the limit (Argo CD's
 * default 10) go.
 */
export function addHistory(
  history: readonly HistoryEntry[],
  state: OperationState,
  limit = 10,
): readonly HistoryEntry[] {
  const { revision, source } = state.syncResult ?? {};
  if (revision === undefined || !source || !state.finishedAt) return history;
  const last = history.at(-1);
  const entry: HistoryEntry = {
    id: last ? last.id + 1 : 0,
    revision,
    deployedAt: state.finishedAt,
    deployStartedAt: state.startedAt,
    source,
    initiatedBy: state.operation.initiatedBy ?? {},
  };
  return [...history, entry].slice(-Math.max(1, limit));
}

/** RFC 3339 with whole seconds, as Kubernetes writes times. */
export function timeText(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
