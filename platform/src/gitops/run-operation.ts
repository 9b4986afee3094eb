import {
  type Application,
  type AppProject,
  advanceOperation,
  annotation,
  annotationOf,
  type OperationState,
  type SyncCluster,
  type SyncState,
  syncStateOf,
  syncStep,
} from '@infraforge/gitops';
import { type Clock, canonicalJson } from '@infraforge/kernel';
import type { Manifests } from './application-source.ts';
import type { ClusterView } from './cluster-view.ts';
import { customizationsOf } from './customizations-of.ts';
import { planTasks } from './plan-tasks.ts';
import { createSyncCluster } from './sync-cluster.ts';

export type OperationRun = {
  readonly application: Application;
  readonly project: AppProject;
  readonly manifests: Manifests;
  /** The operation as it stands; its phase is `Running`. */
  readonly state: OperationState;
};

export type RunDeps = {
  readonly view: ClusterView;
  readonly clock: Clock;
  /** Keeps how far the operation is, so that another process can go on with it. */
  save(state: OperationState): Promise<void>;
};

/** Takes an operation as far as it goes now: to its end, or until it has to wait for the cluster. */
export async function runOperation(run: OperationRun, deps: RunDeps): Promise<OperationState> {
  const namespace = run.application.spec.destination.namespace ?? '';
  const cluster = createSyncCluster(deps.view, run.project, namespace);
  let { state } = run;
  while (state.phase === 'Running') {
    const before = syncStateOf(state);
    const after = await takeStep(run, before, cluster, deps.view);
    if (canonicalJson(after) === canonicalJson(before)) return state;
    state = advanceOperation(state, after, deps.clock.now());
    if (state.phase === 'Running') await deps.save(state);
  }
  return state;
}

async function takeStep(
  { application, manifests, state }: OperationRun,
  before: SyncState,
  cluster: SyncCluster,
  view: ClusterView,
): Promise<SyncState> {
  const { sync } = state.operation;
  const options = sync?.syncOptions ?? application.spec.syncPolicy?.syncOptions ?? [];
  const progress = {
    startedAt: new Date(state.startedAt),
    syncOptions: options,
    results: before.results,
  };
  const tasks = planTasks(application, manifests, progress, view);
  return syncStep(
    {
      tasks,
      state: before,
      health: customizationsOf(view).checks,
      prune: sync?.prune ?? false,
      pruneConfirmed: isApproved(application, state.startedAt),
      replace: options.includes('Replace=true'),
      defaultPrune: !options.includes('Prune=false'),
    },
    cluster,
  );
}

/** Somebody has approved, since the sync began, that what asks for it (`Prune=confirm`) is deleted. */
function isApproved(application: Application, since: string): boolean {
  const approved = Date.parse(annotationOf(application, annotation.deletionApproved) ?? '');
  return approved >= Date.parse(since);
}
