import { managerOf } from '@infraforge/gitops';
import { formatKey, keyOf } from '@infraforge/kube';
import type { ObjectStore } from '@infraforge/workloads';
import type { ClusterView } from './cluster-view.ts';

/** What of the cluster a comparison reads. */
export type ReadableView = Pick<ClusterView, 'get' | 'inNamespace' | 'managedBy'>;

/** The cluster as it is now, read once: for a server that does not follow the store because another one reconciles. */
export async function snapshotView(objects: ObjectStore): Promise<ReadableView> {
  const { items } = await objects.list({});
  const byKey = new Map(items.map((object) => [formatKey(keyOf(object)), object]));
  return {
    get: (key) => byKey.get(formatKey(key)),
    inNamespace: (namespace) => items.filter(({ metadata }) => metadata.namespace === namespace),
    managedBy: (application) => items.filter((object) => managerOf(object) === application),
  };
}
