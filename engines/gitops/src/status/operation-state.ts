import type { SyncState } from '../sync/sync-step.ts';
import type { ApplicationSource, HistoryEntry, Operation, OperationState } from '../types.ts';
import { revisionFields, revisionText } from './revisions.ts';

export type OperationStart = {
  readonly operation: Operation;
  /** As `revisionText` writes it. */
  readonly revision: string;
  readonly sources: readonly ApplicationSource[];
  /** The application lists its sources, be it one. */
  readonly several: boolean;
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
    syncResult: {
      ...revisionFields(start.revision, start.several),
      ...(start.several ? { sources: start.sources } : firstOf(start.sources)),
      resources: [],
    },
  };
}

function firstOf([source]: readonly ApplicationSource[]) {
  return source ? { source } : {};
}

/** The state after a step of its sync. */
export function advanceOperation(
  state: OperationState,
  sync: SyncState,
  now: Date,
): OperationState {
  return {
    ...state,
    phase: sync.phase,
    message: sync.message,
    ...(sync.phase !== 'Running' && { finishedAt: timeText(now) }),
    syncResult: { ...state.syncResult, resources: sync.results },
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
  const { resources: _resources, ...deployed } = state.syncResult ?? { resources: [] };
  if (revisionText(deployed) === undefined || !state.finishedAt) return history;
  const last = history.at(-1);
  const entry: HistoryEntry = {
    id: last ? last.id + 1 : 0,
    ...deployed,
    deployedAt: state.finishedAt,
    deployStartedAt: state.startedAt,
    initiatedBy: state.operation.initiatedBy ?? {},
  };
  return [...history, entry].slice(-Math.max(1, limit));
}

/** RFC 3339 with whole seconds, as Kubernetes writes times. */
export function timeText(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
