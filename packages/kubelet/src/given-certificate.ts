import type { KubeObject } from '@infraforge/kube';
import type { KeyAndCertificate } from '@infraforge/local-cluster';
import { hostOwners, type Ingress } from '@infraforge/workloads';

/** The certificate that an Ingress names for a host in `spec.tls`: of the namespace that owns the host, and of no other. */
export function givenCertificate(
  host: string,
  ingresses: readonly Ingress[],
  secret: (namespace: string, name: string) => KubeObject | undefined,
): KeyAndCertificate | undefined {
  const namespace = hostOwners(ingresses).get(host)?.namespace;
  if (namespace === undefined) return undefined;
  const own = ingresses.filter(({ metadata }) => metadata.namespace === namespace);
  for (const { hosts, secretName } of own.flatMap(({ spec }) => spec?.tls ?? [])) {
    if (!secretName || !hosts?.some((name) => name.toLowerCase() === host)) continue;
    const data = secret(namespace, secretName)?.data as Record<string, string> | undefined;
    const text = (key: string) => Buffer.from(data?.[key] ?? '', 'base64').toString('utf8');
    const pair = { key: text('tls.key'), certificate: text('tls.crt') };
    if (pair.key && pair.certificate) return pair;
  }
  return undefined;
}
