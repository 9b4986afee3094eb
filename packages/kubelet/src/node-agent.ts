import { type Logger, messageOf } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import {
  type CertificateAuthority,
  type CrashPoint,
  createIngressCertificates,
  createPodMonitor,
  createProbeRunner,
  createServiceForwarder,
  type DataDirectory,
  type ImageBuilder,
  type IsolationLevel,
  type PodUsage,
  type PortPool,
  startIngress,
} from '@infraforge/local-cluster';
import {
  addressOf,
  createObjectCache,
  type Ingress,
  isSupportedKind,
  isUsable,
  type ObjectStore,
  type Pod,
  type PodStatus,
  type ReplicaSet,
  routingTable,
  type Service,
} from '@infraforge/workloads';
import { givenCertificate } from './given-certificate.ts';
import { createHostNames } from './host-names.ts';
import { keepHouse } from './housekeeping.ts';
import { pause } from './pause.ts';
import type { PodHost } from './pod-host.ts';
import { createPodSet } from './pod-set.ts';
import { createRouteMemory } from './route-memory.ts';
import { serviceVariables } from './service-names.ts';
import { createStatusWriter } from './status-writer.ts';

export type NodeAgentOptions = {
  readonly objects: ObjectStore;
  readonly data: DataDirectory;
  readonly images: ImageBuilder;
  readonly ports: PortPool;
  readonly isolation: IsolationLevel;
  /** The lowest port that Services can be given here. */
  readonly firstOpenPort: number;
  readonly node: string;
  readonly hide: readonly string[];
  readonly ingress: { readonly host: string; readonly port: number; readonly tlsPort: number };
  /** Signs for the hosts of the ingress. */
  readonly authority: Pick<CertificateAuthority, 'leaf'>;
  readonly logger: Logger;
  readonly crashPoint: CrashPoint;
  now(): Date;
};

export type NodeAgent = {
  readonly ingressPort: number;
  readonly ingressTlsPort: number;
  /** Stops the ingress and, unless they are kept, the pods. */
  stop(options: { readonly keepPods: boolean }): Promise<void>;
};

const SAMPLE_MS = 2000;

/**
 * The agent of the local cluster's one node: runs the pods that are assigned to it, routes to those that are ready,
 * and reports. It decides nothing, and goes on with what it knows while the store is away.
 */
export async function startNodeAgent(options: NodeAgentOptions): Promise<NodeAgent> {
  const { objects, data, logger, crashPoint, firstOpenPort } = options;
  const stopping = new AbortController();
  const certificates = createIngressCertificates(options.authority, (name) =>
    givenCertificate(name, all<Ingress>('networking.k8s.io', 'Ingress'), (namespace, secret) =>
      cache.get({ group: '', kind: 'Secret', namespace, name: secret }),
    ),
  );
  const ingress = await startIngress({
    ...options.ingress,
    tls: { port: options.ingress.tlsPort, certificates },
    logger,
  });
  const forwarder = createServiceForwarder({ logger, firstOpenPort });
  const probes = createProbeRunner();
  const monitor = createPodMonitor(data, () => options.now().getTime());
  const statuses = createStatusWriter(objects, logger, crashPoint);
  const names = createHostNames(data, logger);
  const memory = await createRouteMemory(data, logger);
  const local = new Map<string, PodStatus>();
  const retries = new Set<() => void>();
  let usages: ReadonlyMap<string, PodUsage> = new Map();
  let isPlanned = false;

  const cache = createObjectCache({
    objects,
    filter: {},
    logger,
    onChange: observe,
    onListed() {
      // Also when there is nothing: from now on the ingress knows that.
      planRoutes();
      pods.sweep();
    },
  });
  const all = <T>(group: string, kind: string, namespace?: string) =>
    cache.ofKind(group, kind, namespace) as unknown as readonly T[];

  const host: PodHost = {
    ...options,
    probes,
    memoryOf: (uid) => usages.get(uid)?.memoryBytes,
    configMap: (namespace, name) => cache.get({ group: '', kind: 'ConfigMap', namespace, name }),
    secret: (namespace, name) => cache.get({ group: '', kind: 'Secret', namespace, name }),
    claim: (namespace, name) =>
      cache.get({ group: '', kind: 'PersistentVolumeClaim', namespace, name }),
    serviceVariables: (namespace) =>
      serviceVariables(all<Service>('', 'Service', namespace), firstOpenPort),
    drained: (uid, limitMs) => ingress.drained(uid, limitMs),
    report(pod, status) {
      local.set(pod.metadata.uid ?? '', status);
      statuses.set(pod, status);
      planRoutes();
    },
    async retry(delayMs, signal) {
      const woken = new AbortController();
      const wake = () => woken.abort();
      retries.add(wake);
      await pause(delayMs, AbortSignal.any([signal, woken.signal]));
      retries.delete(wake);
    },
  };
  const pods = createPodSet(host, objects, {
    onGone(uid) {
      local.delete(uid);
      statuses.forget(uid);
      planRoutes();
    },
  });

  function observe(before: KubeObject | undefined, after: KubeObject | undefined): void {
    const object = after ?? before;
    if (!object || !isSupportedKind(object)) return;
    if (object.kind === 'Pod' && isUsable(object)) {
      if (after) statuses.observed(after as Pod);
      planRoutes();
      pods.observe(before as Pod | undefined, after as Pod | undefined);
    } else if (['ConfigMap', 'Secret', 'PersistentVolumeClaim'].includes(object.kind)) {
      for (const wake of retries) wake();
    } else planRoutes();
  }

  /** Once for all changes of one turn of the event loop. */
  function planRoutes(): void {
    if (isPlanned) return;
    isPlanned = true;
    queueMicrotask(() => {
      isPlanned = false;
      setRoutes();
    });
  }

  function setRoutes(): void {
    const services = all<Service>('', 'Service');
    const present = all<Pod>('', 'Pod').map((pod) => withLocalStatus(pod, local));
    const named = present.filter((pod) => addressOf(pod) !== undefined);
    const table = routingTable({
      ingresses: all<Ingress>('networking.k8s.io', 'Ingress'),
      services,
      replicaSets: all<ReplicaSet>('apps', 'ReplicaSet'),
      pods: present,
      previous: memory.choices(),
    });
    memory.keep(table.choices);
    ingress.setRoutes(table);
    forwarder.setRoutes(table);
    names.set(services, pods.namespaces(), named);
  }

  async function sample(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        usages = await monitor.sample(pods.processes(), pods.mountNamespaces());
      } catch (error) {
        logger.warn(`Pods are not measured: ${messageOf(error)}`);
      }
      await pause(SAMPLE_MS, signal);
    }
  }

  const { signal } = stopping;
  const house = {
    data,
    logger,
    pods: () => pods.containers(),
    images: () =>
      all<Pod>('', 'Pod').flatMap(({ spec }) => spec.containers.map(({ image }) => image)),
    claims: async () => {
      const { items } = await objects.list({ group: '', kind: 'PersistentVolumeClaim' });
      return items.flatMap(({ metadata }) => metadata.uid ?? []);
    },
    now: () => options.now(),
  };
  const running = [
    cache.run(signal),
    statuses.run(signal),
    sample(signal),
    keepHouse(house, signal),
  ];
  logger.info(
    `ingress on http://${options.ingress.host}:${ingress.port}, isolation of pods: ${options.isolation}`,
  );
  return {
    ingressPort: ingress.port,
    ingressTlsPort: ingress.tlsPort ?? 0,
    async stop({ keepPods }) {
      await pods.close(keepPods);
      stopping.abort();
      await Promise.all(running);
      await Promise.all([forwarder.close(), ingress.close(), probes.close(), memory.saved()]);
    },
  };
}

/** The store may be behind, or away: what the pod does now is what counts. */
function withLocalStatus(pod: Pod, local: ReadonlyMap<string, PodStatus>): Pod {
  const status = local.get(pod.metadata.uid ?? '');
  return status ? { ...pod, status } : { ...pod, status: { phase: 'Pending' } };
}
