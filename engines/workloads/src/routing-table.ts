import { byAge, type HostOwner, hostConflicts, hostOwners } from './host-owners.ts';
import { matchesLabels } from './labels.ts';
import { addressOf, stableName } from './pod-address.ts';
import { isActive, isReady } from './pod-state.ts';
import { chooseRevisions, type RevisionChoices } from './revision-choice.ts';
import type {
  Ingress,
  IngressBackend,
  LocalPort,
  Pod,
  ReplicaSet,
  Service,
  ServicePort,
} from './types.ts';

/** One process that can answer. */
export type Target = { readonly podUid: string; readonly pod: string; readonly port: number };

export type ServiceRoute = {
  readonly namespace: string;
  readonly name: string;
  /** Undefined for a headless Service. */
  readonly clusterIP: string | undefined;
  readonly ports: readonly {
    readonly name: string | undefined;
    readonly port: number;
    readonly targets: readonly Target[];
  }[];
};

export type PathRoute = {
  readonly path: string;
  readonly isExact: boolean;
  readonly namespace: string;
  readonly service: string;
  readonly port: string | number | undefined;
};

export type RoutingTable = {
  /** By host in lower case. */
  readonly hosts: ReadonlyMap<
    string,
    { readonly owner: HostOwner; readonly paths: readonly PathRoute[] }
  >;
  /** By `namespace/name`. */
  readonly services: ReadonlyMap<string, ServiceRoute>;
  readonly choices: RevisionChoices;
};

export type RoutingInput = {
  readonly ingresses: readonly Ingress[];
  readonly services: readonly Service[];
  readonly pods: readonly Pod[];
  readonly replicaSets: readonly ReplicaSet[];
  /** The choices of the table before this one. */
  readonly previous?: RevisionChoices;
};

export const emptyRoutingTable: RoutingTable = {
  hosts: new Map(),
  services: new Map(),
  choices: new Map(),
};

/** Where each host and each Service leads, from the objects alone. */
export function routingTable(input: RoutingInput): RoutingTable {
  const choices = new Map<string, number>();
  const ready = input.pods.filter((pod) => isActive(pod) && isReady(pod));
  const services = new Map<string, ServiceRoute>();
  for (const service of input.services) {
    const { namespace = '', name } = service.metadata;
    const chosen = chooseRevisions(
      selected(service, ready),
      input.replicaSets,
      input.previous ?? new Map(),
    );
    for (const [deployment, revision] of chosen.choices) choices.set(deployment, revision);
    services.set(`${namespace}/${name}`, serviceRoute(service, chosen.pods));
  }
  for (const pod of input.pods) {
    const route = podRoute(pod);
    if (route) services.set(`${route.namespace}/${route.name}`, route);
  }
  return { hosts: hostRoutes(input.ingresses), services, choices };
}

/** The service that a request to this host and path goes to. */
export function findRoute(
  table: RoutingTable,
  host: string,
  path: string,
):
  | { readonly kind: 'route'; readonly route: PathRoute }
  | { readonly kind: 'unknown-host' }
  | { readonly kind: 'unknown-path' } {
  const entry = table.hosts.get(hostIn(table, host) ?? '');
  if (!entry) return { kind: 'unknown-host' };
  const route = entry.paths.find((candidate) => matchesPath(candidate, path));
  return route ? { kind: 'route', route } : { kind: 'unknown-path' };
}

/** The host as the table has it, a wildcard perhaps; undefined when nobody serves it. */
export function hostIn(table: RoutingTable, host: string): string | undefined {
  const name = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  return [name, name.replace(/^[^.]+/, '*')].find((candidate) => table.hosts.has(candidate));
}

/** The targets behind a Service's port, named or numbered; its first port when none is named. */
export function targetsOf(
  table: RoutingTable,
  service: string,
  port: string | number | undefined,
): readonly Target[] {
  const ports = table.services.get(service)?.ports ?? [];
  const found =
    port === undefined ? ports[0] : ports.find((p) => p.name === port || p.port === port);
  return found?.targets ?? [];
}

function selected(service: Service, pods: readonly Pod[]): readonly Pod[] {
  const selector = service.spec?.selector;
  if (!selector || Object.keys(selector).length === 0) return [];
  return pods.filter(
    (pod) =>
      pod.metadata.namespace === service.metadata.namespace &&
      matchesLabels(pod.metadata.labels, selector),
  );
}

function serviceRoute(service: Service, pods: readonly Pod[]): ServiceRoute {
  const { clusterIP, ports = [] } = service.spec ?? {};
  return {
    namespace: service.metadata.namespace ?? '',
    name: service.metadata.name,
    clusterIP: clusterIP === 'None' || clusterIP === '' ? undefined : clusterIP,
    ports: ports.map((port) => ({
      name: port.name,
      port: port.port,
      targets: pods.flatMap((pod) => targetIn(pod, port) ?? []),
    })),
  };
}

/** A pod that has a name of its own is reached at its address, ready or not: it may have to find its peers first. */
function podRoute(pod: Pod): ServiceRoute | undefined {
  const clusterIP = addressOf(pod);
  const name = stableName(pod);
  if (clusterIP === undefined || name === undefined || !isActive(pod)) return undefined;
  return {
    namespace: pod.metadata.namespace ?? '',
    name,
    clusterIP,
    ports: (pod.status?.localPorts ?? []).map(({ name: port, containerPort, port: local }) => ({
      name: port,
      port: containerPort,
      targets: [{ podUid: pod.metadata.uid ?? '', pod: pod.metadata.name, port: local }],
    })),
  };
}

function targetIn(pod: Pod, servicePort: ServicePort): Target | undefined {
  const ports = pod.status?.localPorts ?? [];
  const wanted = servicePort.targetPort ?? servicePort.port;
  const found = ports.find((port) => port.name === wanted || port.containerPort === wanted);
  const port = found ?? onlyPort(ports, wanted);
  return port && { podUid: pod.metadata.uid ?? '', pod: pod.metadata.name, port: port.port };
}

/** A pod with one port is meant by any number: Kubernetes needs no declaration of ports either. */
function onlyPort(ports: readonly LocalPort[], wanted: string | number): LocalPort | undefined {
  return ports.length === 1 && typeof wanted === 'number' ? ports[0] : undefined;
}

function hostRoutes(ingresses: readonly Ingress[]): RoutingTable['hosts'] {
  const owners = hostOwners(ingresses);
  const hosts = new Map<string, { owner: HostOwner; paths: PathRoute[] }>();
  for (const ingress of [...ingresses].sort(byAge)) {
    const refused = new Set(hostConflicts(ingress, owners).map(({ host }) => host));
    for (const rule of ingress.spec?.rules ?? []) {
      const host = rule.host?.toLowerCase();
      const owner = host && owners.get(host);
      if (!host || !owner || refused.has(host)) continue;
      const entry = hosts.get(host) ?? { owner, paths: [] };
      entry.paths.push(...(rule.http?.paths ?? []).flatMap((path) => pathRoute(ingress, path)));
      hosts.set(host, entry);
    }
  }
  for (const { paths } of hosts.values()) paths.sort(mostSpecificFirst);
  return hosts;
}

function pathRoute(
  ingress: Ingress,
  path: { readonly path?: string; readonly pathType?: string; readonly backend: IngressBackend },
): readonly PathRoute[] {
  const { service } = path.backend;
  if (!service) return [];
  return [
    {
      path: path.path ?? '/',
      isExact: path.pathType === 'Exact',
      namespace: ingress.metadata.namespace ?? '',
      service: service.name,
      port: service.port?.name ?? service.port?.number,
    },
  ];
}

/** Kubernetes: the longest path wins, and Exact over Prefix of the same length. */
function mostSpecificFirst(left: PathRoute, right: PathRoute): number {
  return right.path.length - left.path.length || Number(right.isExact) - Number(left.isExact);
}

/** Prefix matches by whole elements: `/a` is a prefix of `/a/b` and not of `/ab`. */
function matchesPath(route: PathRoute, path: string): boolean {
  if (route.isExact) return path === route.path;
  const prefix = route.path.replace(/\/+$/, '');
  return path === prefix || path.startsWith(`${prefix}/`);
}
