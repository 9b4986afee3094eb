import { canonicalJson } from '@infraforge/kernel';
import type { KubeObject } from '@infraforge/kube';
import { withCondition } from './conditions.ts';
import { hostConflicts, hostOwners, hostsOf } from './host-owners.ts';
import type { Condition, Ingress, Outcome, Service } from './types.ts';

export type IngressSurroundings = {
  readonly ingresses: readonly Ingress[];
  readonly services: readonly Service[];
  /** Where the ingress of the local cluster listens. */
  readonly address: { readonly ip: string; readonly port: number };
  readonly now: Date;
};

/**
 * Says whether an Ingress is served, and why not when it is not: the condition `Accepted` has the reason, and the
 * address in `status.loadBalancer` is there only when it holds, which is what Argo CD's health looks at.
 */
export function reconcileIngress(ingress: Ingress, around: IngressSurroundings): Outcome {
  const refusal = refusalOf(ingress, around);
  const condition: Condition = refusal
    ? { type: 'Accepted', status: 'False', ...refusal }
    : { type: 'Accepted', status: 'True', reason: 'Served', message: 'The ingress serves it.' };
  const { ip, port } = around.address;
  const status = {
    ...ingress.status,
    loadBalancer: refusal ? {} : { ingress: [{ ip, ports: [{ port, protocol: 'TCP' }] }] },
    conditions: withCondition(ingress.status?.conditions, condition, around.now),
  };
  return canonicalJson(status) === canonicalJson(ingress.status)
    ? { actions: [] }
    : { actions: [{ kind: 'updateStatus', object: { ...ingress, status } as KubeObject }] };
}

function refusalOf(
  ingress: Ingress,
  around: IngressSurroundings,
): { readonly reason: string; readonly message: string } | undefined {
  if (hostsOf(ingress).length === 0) {
    return {
      reason: 'NoHost',
      message: 'No rule names a host, and the ingress routes by host. Set spec.rules[].host.',
    };
  }
  const [conflict] = hostConflicts(ingress, hostOwners(around.ingresses));
  if (conflict) {
    const { host, owner } = conflict;
    return {
      reason: 'HostTaken',
      message: `The host ${host} belongs to Ingress ${owner.name} of namespace ${owner.namespace}. Choose another host.`,
    };
  }
  const missing = backendsOf(ingress).find(
    (name) => !around.services.some((service) => service.metadata.name === name),
  );
  if (missing === undefined) return undefined;
  return {
    reason: 'ServiceNotFound',
    message: `There is no Service ${missing} in namespace ${ingress.metadata.namespace}. Create it or correct the backend.`,
  };
}

function backendsOf(ingress: Ingress): readonly string[] {
  return (ingress.spec?.rules ?? []).flatMap((rule) =>
    (rule.http?.paths ?? []).flatMap((path) => path.backend.service?.name ?? []),
  );
}
