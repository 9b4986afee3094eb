import { messageOf } from '@infraforge/kernel';
import { groupOf, type KubeObject, scopeOf } from '@infraforge/kube';
import { annotation, hasOption } from '../annotations.ts';
import type { SyncCluster } from '../ports.ts';
import type { SyncedResource } from '../types.ts';
import { confirmationMessage } from './sync-messages.ts';
import { isPrune, objectOf, type SyncTask } from './sync-task.ts';
import { isInTheWay, type TaskView, withResult } from './task-view.ts';

export type RunOptions = {
  readonly prune: boolean;
  /** Somebody has approved the pruning of what asks for it (`Prune=confirm`). */
  readonly pruneConfirmed?: boolean;
  /** For objects that say nothing about pruning; true when not given. */
  readonly defaultPrune?: boolean;
  /** Replace objects instead of merging into them (`Replace=true` among the options of the application). */
  readonly replace?: boolean;
};

export type RunOutcome = {
  readonly state: 'done' | 'failed' | 'waiting';
  readonly results: readonly SyncedResource[];
  readonly message?: string;
};

type Run = { results: readonly SyncedResource[]; failed: boolean };

/** Carries out the tasks of one wave: prunes, then hooks of the last run, then all that is to be applied, in order. */
export async function runTasks(
  tasks: readonly TaskView[],
  results: readonly SyncedResource[],
  options: RunOptions,
  cluster: SyncCluster,
): Promise<RunOutcome> {
  const run: Run = { results, failed: false };
  const prunes = tasks.filter(isPrune);
  const unconfirmed = prunes.filter((task) => !options.pruneConfirmed && asksFirst(task));
  if (unconfirmed.length > 0) {
    return { state: 'waiting', results, message: confirmationMessage(unconfirmed) };
  }
  for (const task of prunes) await prune(task, run, options, cluster);
  if (run.failed) return { state: 'failed', results: run.results };
  const inTheWay = tasks.filter(isInTheWay);
  for (const { live } of inTheWay) if (live) await removeHook(live, cluster);
  if (inTheWay.length > 0) return { state: 'waiting', results: run.results };
  for (const task of tasks) await apply(task, run, options, cluster);
  return { state: run.failed ? 'failed' : 'done', results: run.results };
}

/** Asks the cluster about every object before the first is written; only refusals leave a result. */
export async function dryRun(
  tasks: readonly SyncTask[],
  cluster: Pick<SyncCluster, 'check'>,
): Promise<RunOutcome> {
  const run: Run = { results: [], failed: false };
  for (const task of tasks) {
    if (!task.target) continue;
    try {
      await cluster.check(forCluster(task.target));
    } catch (error) {
      fail(task, run, error);
    }
  }
  return { state: run.failed ? 'failed' : 'done', results: run.results };
}

/** Deletes a hook; its finalizer has served its purpose. */
export async function removeHook(live: KubeObject, cluster: SyncCluster): Promise<void> {
  await cluster.release(live);
  await cluster.remove(live);
}

async function prune(task: TaskView, run: Run, options: RunOptions, cluster: SyncCluster) {
  const object = objectOf(task);
  if (!options.prune || isKept(object, options)) {
    const message = options.prune ? 'ignored (no prune)' : 'ignored (requires pruning)';
    const outcome = { status: 'PruneSkipped', hookPhase: 'Succeeded', message } as const;
    run.results = withResult(run.results, task, outcome);
    return;
  }
  try {
    if (!object.metadata.deletionTimestamp) await cluster.remove(object);
    const outcome = { status: 'Pruned', hookPhase: 'Succeeded', message: 'pruned' } as const;
    run.results = withResult(run.results, task, outcome);
  } catch (error) {
    fail(task, run, error);
  }
}

function isKept(object: KubeObject, { defaultPrune = true }: RunOptions): boolean {
  if (hasOption(object, annotation.syncOptions, 'Prune=false')) return true;
  return !defaultPrune && !hasOption(object, annotation.syncOptions, 'Prune=true');
}

async function apply(task: TaskView, run: Run, options: RunOptions, cluster: SyncCluster) {
  if (!task.target) return;
  const replace = options.replace || hasOption(task.target, annotation.syncOptions, 'Replace=true');
  try {
    const message = await cluster.apply(forCluster(task.target), replace ? 'replace' : 'apply');
    const outcome = { status: 'Synced', hookPhase: 'Running', message } as const;
    run.results = withResult(run.results, task, outcome);
  } catch (error) {
    fail(task, run, error);
  }
}

function fail(task: SyncTask, run: Run, error: unknown): void {
  run.failed = true;
  const outcome = { status: 'SyncFailed', hookPhase: 'Failed', message: messageOf(error) } as const;
  run.results = withResult(run.results, task, outcome);
}

function asksFirst(task: TaskView): boolean {
  return hasOption(objectOf(task), annotation.syncOptions, 'Prune=confirm');
}

/** Tasks carry the destination namespace on every object; the cluster wants none on cluster-scoped ones. */
function forCluster(target: KubeObject): KubeObject {
  if (scopeOf(groupOf(target.apiVersion), target.kind) === 'Namespaced') return target;
  const { namespace: _namespace, ...metadata } = target.metadata;
  return { ...target, metadata };
}
