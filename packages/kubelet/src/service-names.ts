import { open } from 'node:fs/promises';
import { type DataDirectory, reachablePort } from '@infraforge/local-cluster';
import { addressOf, isReady, type Pod, type Service, stableName } from '@infraforge/workloads';
import { variableName } from './launch-container.ts';
import { hostsFile, LOCALHOST } from './pod-host.ts';

/** Kubernetes' variables for the Services of a namespace, with the ports at which they are reached here. */
export function serviceVariables(
  services: readonly Service[],
  firstOpenPort: number,
): Readonly<Record<string, string>> {
  const text = (port: number) => String(reachablePort(port, firstOpenPort));
  const variables: Record<string, string> = {};
  for (const { metadata, spec } of services) {
    const { clusterIP, ports = [] } = spec ?? {};
    const [first] = ports;
    if (!clusterIP || clusterIP === 'None' || !first) continue;
    const name = variableName(metadata.name);
    variables[`${name}_SERVICE_HOST`] = clusterIP;
    variables[`${name}_SERVICE_PORT`] = text(first.port);
    for (const port of ports) {
      if (port.name) variables[`${name}_SERVICE_PORT_${variableName(port.name)}`] = text(port.port);
    }
  }
  return variables;
}

/**
 * The text of `/etc/hosts` in a namespace: every Service by its long names, those of the namespace by the short one,
 * and pods that have an address of their own below the name of their Service.
 */
export function hostsText(
  namespace: string,
  services: readonly Service[],
  pods: readonly Pod[] = [],
): string {
  const lines = services.flatMap(({ metadata, spec }) => {
    const address = spec?.clusterIP;
    if (!address || address === 'None') return [];
    return [`${address} ${namesOf(metadata.name, metadata.namespace ?? '', namespace)}`];
  });
  const podLines = pods.flatMap((pod) => {
    const { namespace: own = '' } = pod.metadata;
    const name = stableName(pod);
    if (name === undefined) return [];
    const line = `${addressOf(pod)} ${namesOf(name, own, namespace)}`;
    // A headless Service leads to all of its pods that are ready.
    const isMember = isReady(pod) && isHeadless(pod, services);
    const headless = namesOf(pod.spec.subdomain ?? '', own, namespace);
    return isMember ? [line, `${addressOf(pod)} ${headless}`] : [line];
  });
  return `${LOCALHOST}${[...lines, ...podLines].sort().join('\n')}\n`;
}

function namesOf(name: string, own: string, reader: string): string {
  const long = [`${name}.${own}`, `${name}.${own}.svc`, `${name}.${own}.svc.cluster.local`];
  return (own === reader ? [name, ...long] : long).join(' ');
}

function isHeadless(pod: Pod, services: readonly Service[]): boolean {
  return services.some(
    ({ metadata, spec }) =>
      metadata.namespace === pod.metadata.namespace &&
      metadata.name === pod.spec.subdomain &&
      spec?.clusterIP === 'None',
  );
}

/** Writes the text into the file in place: pods have the file itself mounted, not its name. */
export async function writeHosts(
  data: DataDirectory,
  namespace: string,
  content: string,
): Promise<void> {
  const text = Buffer.from(content);
  const file = await open(await hostsFile(data, namespace), 'r+');
  try {
    await file.write(text, 0, text.length, 0);
    await file.truncate(text.length);
  } finally {
    await file.close();
  }
}
