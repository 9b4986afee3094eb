import { formatKey, type KubeObject, keyOf } from '@infraforge/kube';
import { annotation, hasOption, hookFinalizer } from '../annotations.ts';
import { isHook, syncPhases } from './hooks.ts';
import { isPrune, objectOf, type SyncTask, taskOf } from './sync-task.ts';
import { orderTasks } from './task-order.ts';

export type SyncSettings = {
  /** Destination namespace. */
  readonly namespace: string;
  /** Full commit id. */
  readonly revision: string;
  readonly startedAt: Date;
  /** Make the destination namespace when it is not there. */
  readonly createNamespace?: boolean;
  /** This sync has made the destination namespace: its task stays in the plan. */
  readonly madeNamespace?: boolean;
  readonly pruneLast?: boolean;
  readonly skipHooks?: boolean;
};

export type SyncPair = {
  readonly target: KubeObject | undefined;
  readonly live: KubeObject | undefined;
};

/**
 * What a sync does, in order: phase, wave, kind, name. Pure and repeatable: called again in the middle of a sync it
 * gives the same tasks with their present live objects. Source: gitops-engine pkg/sync/sync_context.go.
 */
export function planSync(
  pairs: readonly SyncPair[],
  liveOf: (target: KubeObject) => KubeObject | undefined,
  settings: SyncSettings,
): readonly SyncTask[] {
  const plain = pairs.flatMap(({ target, live }) => {
    const object = target ?? live;
    if (!object || isHook(object)) return [];
    return syncPhases(object).map((phase) => taskOf(phase, target, live));
  });
  const hooks = settings.skipHooks
    ? []
    : pairs.flatMap(({ target }) => hookTasks(target, settings));
  const tasks = [...plain, ...hooks].map((task) => withNamespace(task, settings.namespace));
  const all = settings.createNamespace ? withNamespaceTask(tasks, liveOf, settings) : tasks;
  const enriched = all.map((task) =>
    task.target && !task.live ? { ...task, live: liveOf(task.target) } : task,
  );
  return orderTasks(withPruneWaves(enriched, settings.pruneLast ?? false));
}

function hookTasks(target: KubeObject | undefined, settings: SyncSettings): readonly SyncTask[] {
  if (!target || !isHook(target)) return [];
  return syncPhases(target).map((phase) => {
    const { metadata } = target;
    const finalizers = metadata.finalizers ?? [];
    const name = metadata.name || generatedName(target, phase, settings);
    const all = finalizers.includes(hookFinalizer) ? finalizers : [...finalizers, hookFinalizer];
    return taskOf(
      phase,
      { ...target, metadata: { ...metadata, name, finalizers: all } },
      undefined,
    );
  });
}

/** The same for every call within one sync, so that a hook is found again. */
function generatedName(target: KubeObject, phase: string, settings: SyncSettings): string {
  const prefix = (target.metadata as { generateName?: string }).generateName ?? '';
  const { revision } = settings;
  const short = revision.length >= 8 ? revision.slice(0, 7) : revision;
  const seconds = Math.floor(settings.startedAt.getTime() / 1000);
  return `${prefix}${`${short}-${phase}-${seconds}`.toLowerCase()}`;
}

/** Cluster-scoped objects get it too, as in the real engine: it is the writer that leaves it out again. */
function withNamespace(task: SyncTask, namespace: string): SyncTask {
  const { target } = task;
  if (!target || target.metadata.namespace) return task;
  return { ...task, target: { ...target, metadata: { ...target.metadata, namespace } } };
}

function withNamespaceTask(
  tasks: readonly SyncTask[],
  liveOf: (target: KubeObject) => KubeObject | undefined,
  { namespace, madeNamespace = false }: SyncSettings,
): readonly SyncTask[] {
  const planned = tasks.some(({ target }) => {
    return (
      target?.apiVersion === 'v1' &&
      target.kind === 'Namespace' &&
      target.metadata.name === namespace
    );
  });
  if (planned || namespace === '') return tasks;
  const target: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  const live = liveOf(target);
  if (live && !madeNamespace) return tasks;
  const waves = tasks.filter(({ phase }) => phase === 'PreSync').map(({ wave }) => wave);
  const wave = Math.min(0, ...waves) - 1;
  return [...tasks, { ...taskOf('PreSync', target, live), wave }];
}

/** Prunes go in the reverse order of creation, among the waves in use; `PruneLast` after all waves. */
function withPruneWaves(tasks: readonly SyncTask[], pruneLast: boolean): readonly SyncTask[] {
  const waves = [...new Set(tasks.filter(isPrune).map(({ wave }) => wave))].sort((a, b) => a - b);
  const mirrored = tasks.map((task) => {
    const index = isPrune(task) ? waves.indexOf(task.wave) : -1;
    return index === -1 ? task : { ...task, wave: waves[waves.length - 1 - index] ?? task.wave };
  });
  const inSync = mirrored.filter(({ phase }) => phase === 'Sync').map(({ wave }) => wave);
  const last = Math.max(0, ...inSync) + 1;
  return mirrored.map((task) =>
    isPrune(task) && (pruneLast || saysPruneLast(objectOf(task))) ? { ...task, wave: last } : task,
  );
}

function saysPruneLast(object: KubeObject): boolean {
  return hasOption(object, annotation.syncOptions, 'PruneLast=true');
}

/** What a task and its result are found by: the same object may be a hook of two phases. */
export function taskId(task: SyncTask): string {
  return `${formatKey(keyOf(objectOf(task)))} ${task.phase}`;
}
