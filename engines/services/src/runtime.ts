import type { KubeObject } from '@infraforge/kube';
import { explain } from './explain.ts';
import { isReady, type PodMetrics, podView, revisionOf } from './pods.ts';
import type { CommitView, HealthStatus, RevisionView, RuntimeView, SyncStatus } from './types.ts';

/** Everything that is known of one environment of a service. */
export type RuntimeInput = {
  readonly service: string;
  readonly environment: string;
  readonly namespace: string;
  readonly url: string | undefined;
  /** The Argo CD Application, undefined before there is one. */
  readonly application: KubeObject | undefined;
  readonly deployments: readonly KubeObject[];
  readonly replicaSets: readonly KubeObject[];
  readonly pods: readonly KubeObject[];
  readonly metrics: ReadonlyMap<string, PodMetrics>;
  readonly commits: ReadonlyMap<string, CommitView>;
};

type ApplicationStatus = {
  readonly sync?: { readonly status?: SyncStatus; readonly revision?: string };
  readonly health?: { readonly status?: HealthStatus };
  readonly history?: readonly { readonly revision?: string; readonly deployedAt?: string }[];
  readonly conditions?: readonly { readonly type: string; readonly message: string }[];
  readonly operationState?: {
    readonly phase: string;
    readonly message: string;
    readonly finishedAt?: string;
  };
};

/** The service's page in data: what runs, from which commit, and why it is not as it should be. */
export function runtimeView(input: RuntimeInput): RuntimeView {
  const status = (input.application?.status ?? {}) as ApplicationStatus;
  const pods = input.pods.map((pod) => podView(pod, input.metrics.get(pod.metadata.uid ?? '')));
  const revisions = revisionViews(input);
  const desired = input.deployments.reduce((sum, deployment) => sum + replicasOf(deployment), 0);
  const commit = status.sync?.revision ? input.commits.get(status.sync.revision) : undefined;
  const syncedAt = status.history?.at(-1)?.deployedAt ?? status.operationState?.finishedAt;
  const live = revisions.find((revision) => revision.live)?.sha;
  const newest = revisions[0]?.sha;
  const sync = status.sync?.status ?? 'Unknown';
  return {
    environment: input.environment,
    namespace: input.namespace,
    health: status.health?.status ?? 'Missing',
    sync,
    ...(input.url ? { url: input.url } : {}),
    ...(commit ? { commit } : {}),
    ...(syncedAt ? { syncedAt } : {}),
    replicas: { ready: pods.filter((pod) => pod.ready).length, desired },
    restarts: pods.reduce((sum, pod) => sum + pod.restarts, 0),
    explanations: explain({
      service: input.service,
      sync,
      conditions: status.conditions ?? [],
      operation: status.operationState,
      pods,
      desired,
      servingInstead: live !== newest ? live : undefined,
    }),
    revisions,
    pods,
  };
}

function replicasOf(deployment: KubeObject): number {
  return (deployment.spec as { replicas?: number } | undefined)?.replicas ?? 1;
}

/** Newest first; those without pods are kept for rollback. */
function revisionViews(input: RuntimeInput): readonly RevisionView[] {
  const newestFirst = [...input.replicaSets].sort((left, right) => number(right) - number(left));
  const rows = newestFirst.map((replicaSet) => {
    const owned = input.pods.filter((pod) =>
      pod.metadata.ownerReferences?.some((owner) => owner.uid === replicaSet.metadata.uid),
    );
    return { replicaSet, ready: owned.filter(isReady).length };
  });
  const most = Math.max(0, ...rows.map((row) => row.ready));
  const live = rows.find(
    (row, index) =>
      row.ready > 0 && rows.slice(index + 1).every((older) => older.ready <= row.ready),
  );
  return rows.map(({ replicaSet, ready }) => {
    const sha = revisionOf(replicaSet);
    const commit = input.commits.get(sha);
    return {
      sha,
      ...(commit ? { commit } : {}),
      ready,
      desired: replicasOf(replicaSet),
      live: most > 0 && replicaSet === live?.replicaSet,
      createdAt: replicaSet.metadata.creationTimestamp ?? '',
    };
  });
}

/** The revision number that the Deployment controller writes; creation orders what has none. */
function number(replicaSet: KubeObject): number {
  return Number(replicaSet.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0);
}
