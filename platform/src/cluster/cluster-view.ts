import { assessHealth, type HealthCode } from '@infraforge/gitops';
import type { KubeObject } from '@infraforge/kube';
import { type PodMetrics, type PodView, podView } from '@infraforge/services';
import { controllerOf, type Pod, parseQuantity } from '@infraforge/workloads';

/** How far a pod is kept from this machine, and why not further. */
export type IsolationView = {
  readonly level: 'users' | 'namespaces' | 'none' | 'unknown';
  readonly reason?: string;
};

/** Where something is, and whether the caller sees all of it. */
export type Place = { readonly namespace: string; readonly team?: string; readonly yours: boolean };

export type QuotaView = {
  readonly name: string;
  readonly items: readonly {
    readonly resource: string;
    readonly hard: string;
    readonly used?: string;
    /** Used of hard, 1 is all. */
    readonly share?: number;
  }[];
};

export type WorkloadView = Place & {
  readonly kind: string;
  readonly name: string;
  readonly service?: string;
  readonly health: HealthCode;
  readonly message?: string;
  readonly ready: number;
  readonly desired: number;
  readonly createdAt?: string;
};

export type ClusterPodView = PodView &
  Place & { readonly service?: string; readonly owner?: string };

export type EventView = {
  readonly namespace: string;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly object: { readonly kind: string; readonly name: string };
  readonly count: number;
  readonly firstAt?: string;
  readonly lastAt?: string;
};

/** Kinds that run pods and that a person would name when asked what runs. */
export const WORKLOAD_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const;

function serviceOf({ metadata }: KubeObject): { service?: string } {
  const service = metadata.labels?.['app.kubernetes.io/name'];
  return service ? { service } : {};
}

/** One row of the list of workloads. A Job counts its completions, a CronJob what runs of it now. */
export function workloadView(object: KubeObject, place: Place): WorkloadView {
  const { status: health = 'Healthy', message } = assessHealth(object) ?? {};
  const { creationTimestamp } = object.metadata;
  return {
    ...place,
    kind: object.kind,
    name: object.metadata.name,
    ...serviceOf(object),
    health,
    ...(message ? { message } : {}),
    ...replicasOf(object),
    ...(creationTimestamp ? { createdAt: creationTimestamp } : {}),
  };
}

type Figures = {
  readonly replicas?: number;
  readonly completions?: number;
  readonly readyReplicas?: number;
  readonly numberReady?: number;
  readonly desiredNumberScheduled?: number;
  readonly succeeded?: number;
  readonly active?: readonly unknown[];
};

function replicasOf(object: KubeObject): { readonly ready: number; readonly desired: number } {
  const spec = (object.spec ?? {}) as Figures;
  const status = (object.status ?? {}) as Figures;
  switch (object.kind) {
    case 'Job':
      return { ready: status.succeeded ?? 0, desired: spec.completions ?? 1 };
    case 'CronJob':
      return { ready: status.active?.length ?? 0, desired: status.active?.length ?? 0 };
    case 'DaemonSet':
      return { ready: status.numberReady ?? 0, desired: status.desiredNumberScheduled ?? 0 };
    default:
      return { ready: status.readyReplicas ?? 0, desired: spec.replicas ?? 1 };
  }
}

export function clusterPodView(
  pod: KubeObject,
  place: Place,
  metrics: PodMetrics | undefined,
): ClusterPodView {
  const owner = controllerOf(pod);
  return {
    ...podView(pod, metrics),
    ...place,
    ...serviceOf(pod),
    ...(owner ? { owner: `${owner.kind}/${owner.name}` } : {}),
  };
}

/** A quota with how much of it is used; the shares are absent until somebody has counted. */
export function quotaView(quota: KubeObject): QuotaView {
  const { hard = {} } = (quota.spec ?? {}) as { hard?: Readonly<Record<string, string>> };
  const { used = {} } = (quota.status ?? {}) as { used?: Readonly<Record<string, string>> };
  return {
    name: quota.metadata.name,
    items: Object.entries(hard).map(([resource, most]) => {
      const now = used[resource];
      const limit = parseQuantity(most);
      const amount = parseQuantity(now);
      return {
        resource,
        hard: String(most),
        ...(now === undefined ? {} : { used: String(now) }),
        ...(amount === undefined || !limit ? {} : { share: amount / limit }),
      };
    }),
  };
}

/** What the containers of a pod ask for, in cores and bytes. */
export function requestsOf(pod: KubeObject): { cpuCores: number; memoryBytes: number } {
  const { containers = [] } = (pod as Pod).spec ?? {};
  const sum = (resource: 'cpu' | 'memory') =>
    containers.reduce(
      (total, { resources }) => total + (parseQuantity(resources?.requests?.[resource]) ?? 0),
      0,
    );
  return { cpuCores: sum('cpu'), memoryBytes: sum('memory') };
}

type KubeEvent = {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly note?: string;
  readonly involvedObject?: { readonly kind?: string; readonly name?: string };
  readonly regarding?: { readonly kind?: string; readonly name?: string };
  readonly count?: number;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string };
  readonly firstTimestamp?: string;
  readonly lastTimestamp?: string;
  readonly eventTime?: string;
};

/** An Event of `v1` or of `events.k8s.io/v1`, which name the same things differently. */
export function eventView(event: KubeObject): EventView {
  const it = event as KubeObject & KubeEvent;
  const about = it.involvedObject ?? it.regarding ?? {};
  const firstAt = it.firstTimestamp ?? it.eventTime ?? event.metadata.creationTimestamp;
  const lastAt = it.series?.lastObservedTime ?? it.lastTimestamp ?? firstAt;
  return {
    namespace: event.metadata.namespace ?? '',
    type: it.type === 'Warning' ? 'Warning' : 'Normal',
    reason: it.reason ?? '',
    message: it.message ?? it.note ?? '',
    object: { kind: about.kind ?? '', name: about.name ?? '' },
    count: it.series?.count ?? it.count ?? 1,
    ...(firstAt ? { firstAt } : {}),
    ...(lastAt ? { lastAt } : {}),
  };
}
