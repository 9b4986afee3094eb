import type { KubeObject } from '@infraforge/kube';
import type { SyncPhase } from '../types.ts';
import { isHook, waveOf } from './hooks.ts';

/** One thing that a sync does: apply `target`, or prune `live` when there is no target. */
export type SyncTask = {
  readonly phase: SyncPhase;
  /** After all adjustments: prunes are mirrored, dependencies are drawn to their first user. */
  readonly wave: number;
  readonly target: KubeObject | undefined;
  readonly live: KubeObject | undefined;
};

/** The object that a task is about. */
export function objectOf(task: SyncTask): KubeObject {
  const object = task.target ?? task.live;
  if (!object) throw new TypeError('A sync task has a target or a live object');
  return object;
}

export function isPrune(task: SyncTask): boolean {
  return task.target === undefined;
}

export function isHookTask(task: SyncTask): boolean {
  return isHook(objectOf(task));
}

export function taskOf(
  phase: SyncPhase,
  target: KubeObject | undefined,
  live: KubeObject | undefined,
): SyncTask {
  const object = target ?? live;
  return { phase, wave: object ? waveOf(object) : 0, target, live };
}
