import type { Caller } from '@infraforge/kernel';
import { PlatformError } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { isActive, isReady, type Pod } from '@infraforge/workloads';
import type { PlatformContext, PodLogLine } from '../context.ts';
import {
  type ClusterPodView,
  clusterPodView,
  type EventView,
  eventView,
  type IsolationView,
  type Place,
  type QuotaView,
  quotaView,
  requestsOf,
  WORKLOAD_KINDS,
  type WorkloadView,
  workloadView,
} from './cluster-view.ts';

type Amount = { readonly cpuCores: number; readonly memoryBytes: number };

export type NamespaceView = {
  readonly name: string;
  readonly team?: string;
  readonly yours: boolean;
  readonly workloads: number;
  readonly pods: { readonly ready: number; readonly total: number };
  readonly requests: Amount;
  readonly usage: Amount;
  readonly quotas: readonly QuotaView[];
};

export type PodName = { readonly namespace: string; readonly name: string };

export type ClusterView = {
  readonly isolation: IsolationView;
  readonly namespaces: readonly NamespaceView[];
};

/**
 * The local cluster, to read. Everybody sees what runs, as they do of services; what was said about it (events, logs)
 * only those whose it is and the administrators.
 */
export type ClusterUseCases = {
  describe(caller: Caller): Promise<ClusterView>;
  workloads(caller: Caller): Promise<readonly WorkloadView[]>;
  pods(caller: Caller): Promise<readonly ClusterPodView[]>;
  /** The newest first. */
  events(caller: Caller): Promise<readonly EventView[]>;
  /** The uid of a pod whose log the caller may read. Throws as `followLog` does, before anything is sent. */
  readablePod(caller: Caller, pod: PodName): Promise<string>;
  /** Throws `cluster.pod.not-found` and `refused.cluster.not-your-team`. */
  followLog(
    caller: Caller,
    pod: PodName,
    tail: number,
    onLine: (line: PodLogLine & { readonly pod: string }) => void,
    signal: AbortSignal,
  ): Promise<void>;
};

/** Events that a page can show; older ones say nothing about now. */
const MOST_EVENTS = 500;

export function createClusterUseCases(
  context: PlatformContext,
  isolation: () => Promise<IsolationView>,
): ClusterUseCases {
  const listed = async (kind: string) => (await context.objects.list({ kind })).items;
  const placeOf = (caller: Caller) => {
    const teams = context.directory().teams();
    return (namespace: string): Place => {
      const team = teamOf(
        namespace,
        teams.map(({ name }) => name),
      );
      const yours = caller.role === 'admin' || (team !== undefined && caller.groups.includes(team));
      return { namespace, ...(team ? { team } : {}), yours };
    };
  };
  const workloads = async () => (await Promise.all(WORKLOAD_KINDS.map(listed))).flat();
  const metricsOf = (pod: KubeObject) =>
    pod.metadata.uid ? context.podMetrics(pod.metadata.uid) : Promise.resolve(undefined);

  async function readablePod(caller: Caller, { namespace, name }: PodName): Promise<string> {
    const { yours, team = "the platform's administrators" } = placeOf(caller)(namespace);
    if (!yours) {
      throw new PlatformError(
        'refused.cluster.not-your-team',
        `The logs of ${namespace} are for ${team}.`,
        { hint: `Ask ${team} for the line that you need.` },
      );
    }
    const pod = await context.objects.get({ group: '', kind: 'Pod', namespace, name });
    if (pod?.metadata.uid) return pod.metadata.uid;
    throw new PlatformError(
      'cluster.pod.not-found',
      `There is no pod "${name}" in ${namespace} any more.`,
      { hint: 'Its successor has another name: see the list of pods.' },
    );
  }

  return {
    async describe(caller) {
      const [level, namespaces, made, pods, quotas] = await Promise.all([
        isolation(),
        listed('Namespace'),
        workloads(),
        listed('Pod'),
        listed('ResourceQuota'),
      ]);
      const measured = new Map(
        await Promise.all(pods.map(async (pod) => [pod, await metricsOf(pod)] as const)),
      );
      const names = new Set([
        ...namespaces.map(({ metadata }) => metadata.name),
        ...[...made, ...pods, ...quotas].map(namespaceOf),
      ]);
      const place = placeOf(caller);
      return {
        isolation: level,
        namespaces: [...names]
          .filter(Boolean)
          .sort()
          .map((name) => {
            const own = pods.filter((pod) => namespaceOf(pod) === name && isActive(pod as Pod));
            const { namespace: _namespace, ...owner } = place(name);
            return {
              name,
              ...owner,
              workloads: made.filter((object) => namespaceOf(object) === name).length,
              pods: {
                ready: own.filter((pod) => isReady(pod as Pod)).length,
                total: own.length,
              },
              requests: sum(own.map(requestsOf)),
              usage: sum(own.flatMap((pod) => measured.get(pod) ?? [])),
              quotas: quotas.filter((quota) => namespaceOf(quota) === name).map(quotaView),
            };
          }),
      };
    },
    async workloads(caller) {
      const place = placeOf(caller);
      return (await workloads())
        .map((object) => workloadView(object, place(namespaceOf(object))))
        .sort((a, b) => compare(`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`));
    },
    async pods(caller) {
      const place = placeOf(caller);
      return Promise.all(
        (await listed('Pod')).map(async (pod) =>
          clusterPodView(pod, place(namespaceOf(pod)), await metricsOf(pod)),
        ),
      );
    },
    async events(caller) {
      const place = placeOf(caller);
      return (await listed('Event'))
        .map(eventView)
        .filter(({ namespace }) => place(namespace).yours)
        .sort((a, b) => compare(b.lastAt ?? '', a.lastAt ?? ''))
        .slice(0, MOST_EVENTS);
    },
    readablePod,
    async followLog(caller, pod, tail, onLine, signal) {
      const uid = await readablePod(caller, pod);
      const either = AbortSignal.any([signal, context.stopping]);
      for await (const line of context.logs.follow(uid, { tail }, either)) {
        onLine({ ...line, pod: pod.name });
      }
    },
  };
}

/** The team whose namespace it is (`<team>-<environment>`); undefined for the platform's own. */
export function teamOf(namespace: string, teams: readonly string[]): string | undefined {
  return teams
    .filter((team) => namespace.startsWith(`${team}-`))
    .sort((a, b) => b.length - a.length)[0];
}

function namespaceOf({ metadata }: KubeObject): string {
  return metadata.namespace ?? '';
}

function sum(amounts: readonly Amount[]): Amount {
  return amounts.reduce(
    (total, { cpuCores, memoryBytes }) => ({
      cpuCores: total.cpuCores + cpuCores,
      memoryBytes: total.memoryBytes + memoryBytes,
    }),
    { cpuCores: 0, memoryBytes: 0 },
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
