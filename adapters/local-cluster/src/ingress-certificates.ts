import { createSecureContext, type SecureContext } from 'node:tls';
import { PlatformError } from '@infraforge/kernel';
import type { CertificateAuthority, KeyAndCertificate } from './certificate-authority.ts';

/** The folder below `keys` that holds the leaf of each host of the ingress. */
export const INGRESS_KEYS = 'ingress';

const HOST = /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Gives the TLS context of a host; made again when its certificate has changed. Throws for a host that is none. */
export type IngressCertificates = (host: string) => Promise<SecureContext>;

/**
 * Certificates of the ingress: the one that an Ingress names for the host (`given`), else a leaf of the installation's
 * own authority, kept as `keys/ingress/<host>.pem`. One that cannot be used counts as not given.
 */
export function createIngressCertificates(
  authority: Pick<CertificateAuthority, 'leaf'>,
  given: (host: string) => KeyAndCertificate | undefined,
): IngressCertificates {
  const contexts = new Map<string, { readonly text: string; readonly context: SecureContext }>();

  function contextOf(host: string, pair: KeyAndCertificate): SecureContext {
    const text = pair.key + pair.certificate;
    const kept = contexts.get(host);
    if (kept?.text === text) return kept.context;
    const context = createSecureContext({ key: pair.key, cert: pair.certificate });
    contexts.set(host, { text, context });
    return context;
  }

  return async (host) => {
    const own = given(host);
    if (own) {
      try {
        return contextOf(host, own);
      } catch {
        // A key that does not fit must not take the host away: it is served as if there were none.
      }
    }
    return contextOf(host, await ingressLeaf(authority, host));
  };
}

/** The leaf for a host of the ingress. Throws `cluster.host` when it is no name of a host. */
export function ingressLeaf(
  authority: Pick<CertificateAuthority, 'leaf'>,
  host: string,
): Promise<KeyAndCertificate> {
  if (host.length > 253 || !HOST.test(host)) {
    throw new PlatformError('cluster.host', `"${host}" is no name of a host.`, {
      hint: 'Give one such as orders.dev.localhost.',
    });
  }
  return authority.leaf(`${INGRESS_KEYS}/${host.replace('*', '_')}`, [host]);
}
