import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type BuiltImage,
  confine,
  launch,
  type Mount,
  namespaceUser,
  podCommand,
  podDirectory,
  preloadFlags,
  type RunningProcess,
  servicePortsOption,
} from '@infraforge/local-cluster';
import {
  type Container,
  type Environment,
  type Pod,
  resolveEnvironment,
} from '@infraforge/workloads';
import { splitEnvironment } from './late-environment.ts';
import { hostsFile, type PodHost } from './pod-host.ts';

export type ContainerLaunch = {
  readonly pod: Pod;
  readonly container: Container;
  readonly image: BuiltImage;
  /** By the port of the container; the first is the one that `PORT` names. */
  readonly ports: Readonly<Record<string, number>>;
  readonly restarts: number;
  readonly mounts: readonly Mount[];
};

/** The port that a container without any is given. */
export const DEFAULT_PORT = 8080;

/** The ports that a container needs: those that it declares, its image's, or one. */
export function wantedPorts(container: Container, image: BuiltImage): readonly number[] {
  const declared = (container.ports ?? []).map(({ containerPort }) => containerPort);
  if (declared.length > 0) return declared;
  return image.config.ports.length > 0 ? image.config.ports : [DEFAULT_PORT];
}

/** What a container declares, or why it cannot be had: a ConfigMap or Secret is missing. */
export function declaredEnvironment(host: PodHost, pod: Pod, container: Container): Environment {
  const namespace = pod.metadata.namespace ?? '';
  return resolveEnvironment(container, {
    pod,
    configMap: (name) => host.configMap(namespace, name),
    secret: (name) => host.secret(namespace, name),
  });
}

/** Starts a container's program, confined as far as this machine allows. */
export async function launchContainer(
  host: PodHost,
  request: ContainerLaunch,
  declared: Readonly<Record<string, string>>,
): Promise<RunningProcess> {
  const { pod, container, image } = request;
  const uid = pod.metadata.uid ?? '';
  const namespace = pod.metadata.namespace ?? '';
  const isConfined = host.isolation !== 'none';
  const paths = isConfined
    ? { app: '/app', node: '/node/bin/node' }
    : { app: image.app, node: host.node };
  const hosts = await hostsFile(host.data, namespace);
  const environment = withServicePorts(host, isConfined ? '/etc/hosts' : hosts, {
    ...baseEnvironment(host, paths.app, isConfined),
    ...(pod.spec.enableServiceLinks === false ? {} : host.serviceVariables(namespace)),
    ...(pod.spec.hostname ? { HOSTNAME: pod.spec.hostname } : {}),
    ...image.config.environment,
    ...declared,
    ...portVariables(container, request.ports),
  });
  const { command, directory } = await podCommand(container, image, paths, environment);
  const run = {
    podUid: uid,
    container: container.name,
    dataDirectory: host.data.root,
    log: join(podDirectory(host.data, uid), container.name, `${request.restarts}.log`),
  };
  if (host.isolation === 'none') {
    const roots = [image.app, ...(image.modules ? [image.modules] : [])];
    const flags = preloadFlags(roots, hosts);
    const [program = '', ...words] = command;
    const held = program === host.node ? [program, ...flags, ...words] : command;
    return launch({ ...run, environment, command: held, directory, logOwner: undefined });
  }
  const root = join(podDirectory(host.data, uid), 'root');
  await mkdir(root, { recursive: true });
  const { early, prefix } = splitEnvironment(environment);
  const confined = confine(
    host.isolation,
    {
      root,
      app: image.app,
      modules: image.modules,
      node: host.node,
      hosts,
      namespace,
      workingDirectory: directory,
      hide: host.hide,
      mounts: request.mounts,
    },
    [...prefix, ...command],
  );
  const logOwner = host.isolation === 'users' ? namespaceUser(namespace) : undefined;
  return launch({ ...run, environment: early, command: confined, directory: '/', logOwner });
}

function baseEnvironment(
  host: PodHost,
  app: string,
  isConfined: boolean,
): Readonly<Record<string, string>> {
  const node = isConfined ? '/node/bin' : join(host.node, '..');
  return {
    PATH: `${node}:${app}/node_modules/.bin:/usr/local/bin:/usr/bin:/bin`,
    HOME: '/tmp',
    TMPDIR: '/tmp',
    LANG: 'C.UTF-8',
    // What a pod listens on is for the ingress and the Services of this machine, not for its network.
    HOST: '127.0.0.1',
  };
}

/** Where ports below 1024 need root, a program on Node is told where the Services answer that have one. */
function withServicePorts(
  { firstOpenPort }: PodHost,
  hosts: string,
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (firstOpenPort <= 1) return variables;
  const options = [variables.NODE_OPTIONS, servicePortsOption(hosts, firstOpenPort)];
  return { ...variables, NODE_OPTIONS: options.filter(Boolean).join(' ') };
}

/** The ports are ours to give, whatever the container declares: several pods share this machine. */
function portVariables(
  container: Container,
  ports: Readonly<Record<string, number>>,
): Readonly<Record<string, string>> {
  const declared = container.ports ?? [];
  const named = declared.flatMap(({ name, containerPort }): [string, string][] =>
    name ? [[`PORT_${variableName(name)}`, String(ports[containerPort])]] : [],
  );
  const first = declared[0]?.containerPort;
  const main = first === undefined ? Object.values(ports)[0] : ports[first];
  return { ...Object.fromEntries(named), PORT: String(main) };
}

/** `my-port` as a part of a variable's name: `MY_PORT`. */
export function variableName(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}
