import { assessHealth, type HealthChecks, platformChecks } from '../health/assess-health.ts';
import type { SyncCluster } from '../ports.ts';
import type { OperationPhase, SyncedResource } from '../types.ts';
import { dryRun, type RunOptions, type RunOutcome, removeHook, runTasks } from './run-tasks.ts';
import { failureMessage, waitingMessage } from './sync-messages.ts';
import { isHookTask, isPrune, type SyncTask } from './sync-task.ts';
import {
  hasFailed,
  isCompleted,
  isDeletedOn,
  isInTheWay,
  isPending,
  isRunning,
  type TaskView,
  viewTasks,
  withResult,
} from './task-view.ts';

/** How far a sync is. It lives in `status.operationState`, so that any process can go on with it. */
export type SyncState = {
  readonly phase: OperationPhase;
  readonly message: string;
  readonly results: readonly SyncedResource[];
};

export type SyncStepInput = RunOptions & {
  /** From `planSync`, with the live objects as they are now. */
  readonly tasks: readonly SyncTask[];
  readonly state: SyncState;
  readonly health?: HealthChecks;
};

/**
 * One step of a sync: reads the outcome of what runs, waits if it must, else carries out the next wave. Repeated until
 * the phase is not `Running`. Every step may be repeated after a crash. Source: gitops-engine pkg/sync/sync_context.go.
 */
export async function syncStep(input: SyncStepInput, cluster: SyncCluster): Promise<SyncState> {
  const { tasks, state } = input;
  if (state.results.length === 0) {
    const checked = await dryRun(tasks, cluster);
    if (checked.state === 'failed') {
      return failed('one or more objects failed to apply (dry run)', checked.results);
    }
  }
  const results = readOutcomes(tasks, state.results, input.health ?? platformChecks);
  const views = viewTasks(tasks, results);
  const blocked = waitingFor(views);
  if (blocked !== undefined) return running(blocked, results);
  return advance(views, results, input, cluster);
}

/** Results with the outcome of what was running: hooks by their completion, resources by their health. */
function readOutcomes(
  tasks: readonly SyncTask[],
  before: readonly SyncedResource[],
  checks: HealthChecks,
): readonly SyncedResource[] {
  let results = before;
  for (const view of viewTasks(tasks, before)) {
    if (!isRunning(view) || !view.live) continue;
    const outcome = outcomeOf(view, checks);
    if (!outcome) continue;
    const status = view.result?.status;
    results = withResult(results, view, { status, ...outcome });
  }
  return results;
}

function outcomeOf(
  view: TaskView,
  checks: HealthChecks,
): { hookPhase: OperationPhase; message: string } | undefined {
  const { live, result } = view;
  if (!live) return undefined;
  const health = assessHealth(live, checks);
  const message = health?.message ?? '';
  if (isHookTask(view)) {
    if (!health) return { hookPhase: 'Succeeded', message: `${live.metadata.name} created` };
    const ends = { Healthy: 'Succeeded', Degraded: 'Failed', Unknown: 'Failed' } as const;
    const end = health.status in ends ? ends[health.status as keyof typeof ends] : undefined;
    return { hookPhase: end ?? 'Running', message };
  }
  if (!health) return { hookPhase: 'Succeeded', message: result?.message ?? '' };
  if (health.status === 'Healthy') {
    return { hookPhase: 'Succeeded', message: message || (result?.message ?? '') };
  }
  return health.status === 'Degraded' ? { hookPhase: 'Failed', message } : undefined;
}

/** What the sync has to wait for before it may go on; undefined: nothing. */
function waitingFor(views: readonly TaskView[]): string | undefined {
  // Argo CD waits for resources here even when another could not be applied, and hangs if they never get healthy.
  const lost = views.some(({ result }) => result?.status === 'SyncFailed');
  const several = hasSeveralSteps(views) && !lost;
  const busy = views.filter((view) => (several || isHookTask(view)) && isRunning(view));
  if (busy.length > 0) return waitingMessage(busy, false);
  const going = views.filter(
    ({ live, result }) => result?.status === 'Pruned' && live?.metadata.deletionTimestamp,
  );
  return going.length > 0 ? waitingMessage(going, true) : undefined;
}

function hasSeveralSteps(views: readonly TaskView[]): boolean {
  const first = views.at(0);
  const last = views.at(-1);
  return first?.phase !== last?.phase || first?.wave !== last?.wave;
}

async function advance(
  views: readonly TaskView[],
  results: readonly SyncedResource[],
  input: SyncStepInput,
  cluster: SyncCluster,
): Promise<SyncState> {
  for (const view of views) {
    if (isHookTask(view) && isCompleted(view) && view.live) await cluster.release(view.live);
  }
  const normal = views.filter(({ phase }) => phase !== 'SyncFail');
  if (normal.some(hasFailed)) {
    await removeHooks(views, 'HookFailed', cluster);
    const message = 'one or more synchronization tasks completed unsuccessfully';
    return handleFailure(views, results, message, input, cluster);
  }
  const pending = normal.filter(isPending);
  const [next] = pending;
  if (!next) {
    await removeHooks(views, 'HookSucceeded', cluster);
    return succeeded('successfully synced (no more tasks)', results);
  }
  const wave = pending.filter(({ phase, wave }) => phase === next.phase && wave === next.wave);
  const later = pending.some((view) => !wave.includes(view) || isHookTask(view));
  const outcome = await runTasks(wave, results, input, cluster);
  return afterWave({ views, wave, later, outcome }, input, cluster);
}

type WaveRun = {
  readonly views: readonly TaskView[];
  readonly wave: readonly TaskView[];
  /** Something is left to do or to be waited for. */
  readonly later: boolean;
  readonly outcome: RunOutcome;
};

async function afterWave(
  { views, wave, later, outcome }: WaveRun,
  input: SyncStepInput,
  cluster: SyncCluster,
): Promise<SyncState> {
  const { results } = outcome;
  const now = viewTasks(wave, results);
  if (outcome.state === 'waiting') {
    return running(outcome.message ?? waitingMessage(now.filter(isInTheWay), true), results);
  }
  if (outcome.state === 'failed') {
    const busy = now.filter(isRunning);
    if (busy.length > 0) return running(waitingMessage(busy, false), results);
    await removeHooks(views, 'HookFailed', cluster);
    const all = viewTasks(views, results);
    return handleFailure(all, results, 'one or more objects failed to apply', input, cluster);
  }
  if (later) return running(waitingMessage(now, false), results);
  await removeHooks(views, 'HookSucceeded', cluster);
  return succeeded('successfully synced (all tasks run)', results);
}

/** After a failure the `SyncFail` hooks run; when they have, or there are none, the sync has failed. */
async function handleFailure(
  views: readonly TaskView[],
  results: readonly SyncedResource[],
  reason: string,
  input: SyncStepInput,
  cluster: SyncCluster,
): Promise<SyncState> {
  const message = failureMessage(
    reason,
    views.filter(({ phase }) => phase !== 'SyncFail'),
  );
  const hooks = views.filter(({ phase }) => phase === 'SyncFail');
  if (hooks.every(isCompleted)) return failed(message, results);
  const outcome = await runTasks(hooks, results, input, cluster);
  if (outcome.state === 'failed') return failed(message, outcome.results);
  return running(waitingMessage(viewTasks(hooks, outcome.results), false), outcome.results);
}

async function removeHooks(
  views: readonly TaskView[],
  policy: 'HookSucceeded' | 'HookFailed',
  cluster: SyncCluster,
): Promise<void> {
  for (const view of views) {
    if (isPrune(view) || isRunning(view) || isPending(view)) continue;
    if (view.live && isDeletedOn(view, policy)) await removeHook(view.live, cluster);
  }
}

function running(message: string, results: readonly SyncedResource[]): SyncState {
  return { phase: 'Running', message, results };
}

function succeeded(message: string, results: readonly SyncedResource[]): SyncState {
  return { phase: 'Succeeded', message, results };
}

function failed(message: string, results: readonly SyncedResource[]): SyncState {
  return { phase: 'Failed', message, results };
}
