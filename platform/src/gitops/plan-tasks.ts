import {
  type Application,
  type ComparedResource,
  desiredObjects,
  planSync,
  type SyncedResource,
  type SyncSettings,
  type SyncTask,
} from '@infraforge/gitops';
import { type KubeObject, keyOf } from '@infraforge/kube';
import type { Manifests } from './application-source.ts';
import { compareWithCluster } from './observe-application.ts';
import type { ReadableView } from './snapshot-view.ts';

export type SyncProgress = {
  readonly startedAt: Date;
  readonly syncOptions: readonly string[];
  /** What the sync has done already. */
  readonly results: readonly SyncedResource[];
};

/** The tasks of a sync of these manifests, with the live objects as they are now. */
export function planTasks(
  application: Application,
  manifests: Manifests,
  { startedAt, syncOptions, results }: SyncProgress,
  view: ReadableView,
): readonly SyncTask[] {
  const { name } = application.metadata;
  const namespace = application.spec.destination.namespace ?? '';
  const { objects } = desiredObjects(name, namespace, manifests.objects);
  const { resources } = compareWithCluster(application, objects, view);
  const settings: SyncSettings = {
    namespace,
    revision: manifests.revision,
    startedAt,
    createNamespace: syncOptions.includes('CreateNamespace=true'),
    madeNamespace: results.some((result) => madeNamespace(result, namespace)),
    pruneLast: syncOptions.includes('PruneLast=true'),
  };
  const chosen = syncOptions.includes('ApplyOutOfSyncOnly=true')
    ? resources.filter(({ status }) => status !== 'Synced')
    : resources;
  return planSync(chosen.map(pairOf), (target) => liveOf(target, view), settings);
}

function pairOf({ target, live }: ComparedResource) {
  return { target, live };
}

/** Tasks carry a namespace even where the kind is cluster-scoped. */
function liveOf(target: KubeObject, view: ReadableView): KubeObject | undefined {
  const key = keyOf(target);
  return view.get(key) ?? view.get({ ...key, namespace: '' });
}

function madeNamespace(result: SyncedResource, namespace: string): boolean {
  return result.kind === 'Namespace' && result.name === namespace;
}
