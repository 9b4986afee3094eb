import {
  type Application,
  type AppProject,
  advanceOperation,
  type ComparedResource,
  desiredObjects,
  type OperationState,
  planSync,
  type SyncCluster,
  type SyncSettings,
  type SyncState,
  syncStateOf,
  syncStep,
} from '@infraforge/gitops';
import { type Clock, canonicalJson } from '@infraforge/kernel';
import { type KubeObject, keyOf } from '@infraforge/kube';
import type { Manifests } from './application-source.ts';
import type { ClusterView } from './cluster-view.ts';
import { compareWithCluster } from './observe-application.ts';
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
  const { name } = application.metadata;
  const namespace = application.spec.destination.namespace ?? '';
  const { sync } = state.operation;
  const options = sync?.syncOptions ?? application.spec.syncPolicy?.syncOptions ?? [];
  const { objects } = desiredObjects(name, namespace, manifests.objects);
  const { resources } = compareWithCluster(application, objects, view);
  const settings: SyncSettings = {
    namespace,
    revision: manifests.revision,
    startedAt: new Date(state.startedAt),
    createNamespace: options.includes('CreateNamespace=true'),
    madeNamespace: before.results.some((result) => madeNamespace(result, namespace)),
    pruneLast: options.includes('PruneLast=true'),
  };
  const chosen = options.includes('ApplyOutOfSyncOnly=true')
    ? resources.filter(({ status }) => status !== 'Synced')
    : resources;
  const tasks = planSync(chosen.map(pairOf), (target) => liveOf(target, view), settings);
  return syncStep(
    {
      tasks,
      state: before,
      prune: sync?.prune ?? false,
      replace: options.includes('Replace=true'),
      defaultPrune: !options.includes('Prune=false'),
    },
    cluster,
  );
}

function pairOf({ target, live }: ComparedResource) {
  return { target, live };
}

/** Tasks carry a namespace even where the kind is cluster-scoped. */
function liveOf(target: KubeObject, view: ClusterView): KubeObject | undefined {
  const key = keyOf(target);
  return view.get(key) ?? view.get({ ...key, namespace: '' });
}

function madeNamespace(
  result: { readonly kind: string; readonly name: string; readonly message: string },
  namespace: string,
): boolean {
  return result.kind === 'Namespace' && result.name === namespace;
}
