import { sha256 } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import type { Outcome, Service } from './types.ts';

/** 127.64.0.0/10 without its first and last address. */
const FIRST = 0x7f400001;
const COUNT = 0x3ffffe;

/**
 * Gives a Service its address. It depends on namespace, name and `seed`, so that it stays when the Service is made
 * again, and so that two installations on one machine, which have different seeds, do not meet. Of two Services that
 * meet at one address the older keeps it.
 */
export function reconcileService(
  service: Service,
  services: readonly Service[],
  seed: string,
  podAddresses: readonly string[] = [],
): Outcome {
  const { type, clusterIP } = service.spec ?? {};
  const needsNone = type === 'ExternalName' || clusterIP === 'None';
  const others = services.filter((other) => other.metadata.uid !== service.metadata.uid);
  const addresses = (of: readonly Service[]) =>
    new Set(of.map(({ spec }) => spec?.clusterIP ?? ''));
  const older = addresses(others.filter((other) => age(other) < age(service)));
  const taken = new Set([...addresses(others), ...podAddresses]);
  const keeps = clusterIP !== undefined && isClusterAddress(clusterIP) && !older.has(clusterIP);
  if (needsNone || keeps) return { actions: [] };
  const name = `${service.metadata.namespace ?? ''}/${service.metadata.name}`;
  const address = freeAddress(`${seed} ${name}`, taken);
  const spec = { ...service.spec, clusterIP: address, clusterIPs: [address] };
  return { actions: [{ kind: 'update', object: { ...service, spec } as KubeObject }] };
}

/** An address of the cluster that follows from the name and is not taken. */
export function freeAddress(name: string, taken: ReadonlySet<string>): string {
  const start = Number.parseInt(sha256(name).slice(0, 8), 16) % COUNT;
  for (let step = 0; step < COUNT; step += 1) {
    const address = dotted(FIRST + ((start + step) % COUNT));
    if (!taken.has(address)) return address;
  }
  return dotted(FIRST + start);
}

function age({ metadata }: Service): string {
  return `${metadata.creationTimestamp} ${metadata.namespace}/${metadata.name}`;
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

function isClusterAddress(address: string): boolean {
  const [first, second] = address.split('.').map(Number);
  return first === 127 && second !== undefined && second >= 64 && second < 128;
}
