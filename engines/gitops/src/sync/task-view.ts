import { groupOf } from '@infraforge/kube';
import type { OperationPhase, SyncedResource, SyncResultCode } from '../types.ts';
import { deletePolicies, type HookDeletePolicy } from './hooks.ts';
import { isHookTask, isPrune, objectOf, type SyncTask } from './sync-task.ts';

/** A task together with what this sync has already done about it. */
export type TaskView = SyncTask & { readonly result: SyncedResource | undefined };

export function viewTasks(
  tasks: readonly SyncTask[],
  results: readonly SyncedResource[],
): readonly TaskView[] {
  const byId = new Map(results.map((result) => [resultId(result), result]));
  return tasks.map((task) => ({ ...task, result: byId.get(resultId(emptyResult(task))) }));
}

export function isPending({ result }: TaskView): boolean {
  return result?.hookPhase === undefined;
}

export function isRunning({ result }: TaskView): boolean {
  return result?.hookPhase === 'Running';
}

export function hasFailed({ result }: TaskView): boolean {
  return result?.hookPhase === 'Failed' || result?.hookPhase === 'Error';
}

export function isCompleted(view: TaskView): boolean {
  return view.result?.hookPhase === 'Succeeded' || hasFailed(view);
}

/** True when the hook's policy has this reason for its deletion. */
export function isDeletedOn(view: TaskView, policy: HookDeletePolicy): boolean {
  return isHookTask(view) && deletePolicies(objectOf(view)).includes(policy);
}

/** The last run's hook has to go before the new one is made. */
export function isInTheWay(view: TaskView): boolean {
  if (isPrune(view) || !view.live || !isPending(view)) return false;
  return isDeletedOn(view, 'BeforeHookCreation');
}

/** The results with one task's outcome put in. */
export function withResult(
  results: readonly SyncedResource[],
  task: SyncTask,
  outcome: {
    readonly status: SyncResultCode | undefined;
    readonly hookPhase: OperationPhase;
    readonly message: string;
  },
): readonly SyncedResource[] {
  const { status, ...rest } = outcome;
  const next = { ...emptyResult(task), ...rest, ...(status && { status }) };
  const id = resultId(next);
  const index = results.findIndex((result) => resultId(result) === id);
  return index === -1 ? [...results, next] : results.with(index, next);
}

function emptyResult(task: SyncTask): SyncedResource {
  const object = objectOf(task);
  const { apiVersion } = object;
  const group = groupOf(apiVersion);
  return {
    group,
    version: group ? apiVersion.slice(group.length + 1) : apiVersion,
    kind: object.kind,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
    message: '',
    syncPhase: task.phase,
    ...(isHookTask(task) && { hookType: task.phase }),
  };
}

function resultId(result: SyncedResource): string {
  const { group, kind, namespace, name, syncPhase } = result;
  return [group, kind, namespace, name, syncPhase].join(' ');
}
