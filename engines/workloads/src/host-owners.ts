import type { Ingress } from './types.ts';

export type HostOwner = { readonly namespace: string; readonly name: string };

/** A host that an Ingress asks for and another namespace has. */
export type HostConflict = { readonly host: string; readonly owner: HostOwner };

/** Who has which host: the namespace of the oldest Ingress that names it. */
export function hostOwners(ingresses: readonly Ingress[]): ReadonlyMap<string, HostOwner> {
  const owners = new Map<string, HostOwner>();
  for (const ingress of [...ingresses].sort(byAge)) {
    for (const host of hostsOf(ingress)) {
      if (!owners.has(host)) owners.set(host, ownerOf(ingress));
    }
  }
  return owners;
}

/** The hosts of an Ingress that belong to another namespace. */
export function hostConflicts(
  ingress: Ingress,
  owners: ReadonlyMap<string, HostOwner>,
): readonly HostConflict[] {
  return hostsOf(ingress).flatMap((host) => {
    const owner = owners.get(host);
    return owner && owner.namespace !== ingress.metadata.namespace ? [{ host, owner }] : [];
  });
}

/** The hosts that the rules of an Ingress name, in lower case. */
export function hostsOf(ingress: Ingress): readonly string[] {
  const hosts = (ingress.spec?.rules ?? []).map((rule) => rule.host?.toLowerCase());
  return [...new Set(hosts.filter((host) => host !== undefined && host !== ''))] as string[];
}

/** Oldest first; those of one second by namespace and name. */
export function byAge(left: Ingress, right: Ingress): number {
  const place = ({ metadata }: Ingress) =>
    `${metadata.creationTimestamp ?? ''} ${metadata.namespace}/${metadata.name}`;
  return place(left) < place(right) ? -1 : 1;
}

function ownerOf(ingress: Ingress): HostOwner {
  return { namespace: ingress.metadata.namespace ?? '', name: ingress.metadata.name };
}
