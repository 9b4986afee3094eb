import { groupOf } from '@infraforge/kube';
import { isHookTask, objectOf } from './sync-task.ts';
import type { TaskView } from './task-view.ts';

/** `waiting for healthy state of apps/Deployment/d and 1 more resources`, in Argo CD's words: hooks are named first. */
export function waitingMessage(tasks: readonly TaskView[], forDeletion: boolean): string {
  const hooks = tasks.filter(isHookTask);
  const resources = tasks.filter((task) => !isHookTask(task));
  const [first] = [...hooks, ...resources];
  if (!first) return 'one or more tasks are running';
  const hook = hooks.length > 0;
  const state = hook ? 'completion of hook' : 'healthy state of';
  const deletion = hook ? 'deletion of hook' : 'deletion of';
  const moreHooks = more(hooks.length - 1, 'hooks');
  const moreResources = more(resources.length - (hook ? 0 : 1), 'resources');
  return `waiting for ${forDeletion ? deletion : state} ${nameOf(first)}${moreHooks}${moreResources}`;
}

function more(count: number, what: string): string {
  return count > 0 ? ` and ${count} more ${what}` : '';
}

export function confirmationMessage(tasks: readonly TaskView[]): string {
  const [first] = tasks;
  const name = first ? nameOf(first) : '';
  return `waiting for pruning confirmation of ${name}${more(tasks.length - 1, 'resources')}`;
}

/** The message of a failed sync with the reasons of the objects that could not be applied. */
export function failureMessage(message: string, tasks: readonly TaskView[]): string {
  const reasons = tasks
    .filter(({ result }) => result?.status === 'SyncFailed')
    .map(({ result }) => result?.message ?? '');
  return reasons.length > 0 ? `${message}, reason: ${reasons.join(',')}` : message;
}

function nameOf(task: TaskView): string {
  const object = objectOf(task);
  return `${groupOf(object.apiVersion)}/${object.kind}/${object.metadata.name}`;
}
