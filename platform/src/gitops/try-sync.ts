import {
  type Application,
  type Comparison,
  dryRun,
  isHook,
  isPrune,
  objectOf,
  type SyncTask,
} from '@infraforge/gitops';
import { groupOf, keyOf } from '@infraforge/kube';
import type { DryRun, TriedResource } from '../applications/application-views.ts';
import { compared, type InspectDeps, unknownState } from './diff-application.ts';
import { projectOf } from './observe-application.ts';
import { planTasks } from './plan-tasks.ts';
import { createAdmission } from './sync-cluster.ts';

export type TriedSync = { readonly revision?: string | undefined; readonly prune: boolean };

/**
 * What a sync would do now, and what of it the cluster would refuse; nothing is written. Throws
 * `application.unknown-state` when the manifests cannot be made.
 */
export async function trySync(
  application: Application,
  { revision, prune }: TriedSync,
  deps: InspectDeps,
): Promise<DryRun> {
  const observation = await compared(application, revision, deps);
  const { manifests, comparison } = observation;
  const project = projectOf(application, deps.view);
  if (!manifests || !project) throw unknownState(application, observation.findings);
  const { syncOptions = [] } = application.spec.syncPolicy ?? {};
  const progress = { startedAt: new Date(0), syncOptions, results: [] };
  const tasks = planTasks(application, manifests, progress, deps.view);
  const namespace = application.spec.destination.namespace ?? '';
  const { results } = await dryRun(tasks, createAdmission(project, namespace));
  const refusals = new Map(results.map((result) => [idOf(result), result.message]));
  const items = tasks.map((task): TriedResource => {
    const named = nameOf(task);
    const refusal = refusals.get(idOf(named));
    if (refusal !== undefined) return { ...named, status: 'SyncFailed', message: refusal };
    if (!isPrune(task)) return { ...named, status: 'Synced', message: outcomeOf(task, comparison) };
    return prune
      ? { ...named, status: 'Pruned', message: 'pruned (dry run)' }
      : { ...named, status: 'PruneSkipped', message: 'ignored (requires pruning)' };
  });
  return { name: application.metadata.name, revision: manifests.revision, items };
}

function nameOf(task: SyncTask): Omit<TriedResource, 'status' | 'message'> {
  const object = objectOf(task);
  const { group, kind, namespace, name } = keyOf(object);
  return { group, kind, namespace, name, phase: task.phase, hook: isHook(object) };
}

type Named = Pick<TriedResource, 'group' | 'kind' | 'namespace' | 'name'>;

function idOf({ group, kind, namespace, name }: Named): string {
  return [group, kind, namespace, name].join('/');
}

function outcomeOf(task: SyncTask, { resources }: Comparison): string {
  if (!task.live) return 'created (dry run)';
  const { apiVersion, kind, metadata } = task.live;
  const same = resources.find(
    ({ key }) =>
      key.group === groupOf(apiVersion) &&
      key.kind === kind &&
      key.name === metadata.name &&
      key.namespace === (metadata.namespace ?? ''),
  );
  return same?.status === 'Synced' ? 'unchanged (dry run)' : 'configured (dry run)';
}
