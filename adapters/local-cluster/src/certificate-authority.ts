import { randomUUID, X509Certificate } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { dirname, join } from 'node:path';
import { type Clock, hasCode } from '@infraforge/kernel';
/** Both in PEM. */
export type KeyAndCertificate = { readonly key: string; readonly certificate: string };

/** The installation's own authority: who trusts its certificate trusts every leaf. */
export type CertificateAuthority = {
  /** PEM. */
  readonly certificate: string;
  /** A new leaf for these host names and IP addresses. */
  issue(hosts: readonly string[]): Promise<KeyAndCertificate>;
  /** The leaf that is kept under a name; a new one when it is for other hosts, of another authority or about to expire. */
  leaf(name: string, hosts: readonly string[]): Promise<KeyAndCertificate>;
};

const DAY_MS = 24 * 60 * 60_000;
/** A leaf is made anew when less is left of it. */
const RENEW_DAYS = 30;

/** The file below `keys` that holds the authority's key and certificate. */
export function authorityFile(keys: string): string {
  return join(keys, 'ca.pem');
}

/** The authority's certificate (PEM) in the text of its file. */
export function certificateIn(pem: string): string | undefined {
  return /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n?/s.exec(pem)?.[0];
}

/**
 * The authority of an installation, made when there is none. `keys` is the folder for keys; files in it are for their owner only.
 * Server and kubelet may do this at the same moment: one of them makes it and both have the same.
 */
export async function openCertificateAuthority(
  keys: string,
  clock: Clock,
): Promise<CertificateAuthority> {
  const file = authorityFile(keys);
  const own =
    (await readPair(file)) ??
    (await makeOnce(file, async () =>
      (await import('./make-certificate.ts')).makeAuthority(clock),
    ));
  const issuer = new X509Certificate(own.certificate);

  // The library is heavy: it is loaded when something is made, which is once in a year.
  const issue = async (hosts: readonly string[]) =>
    (await import('./make-certificate.ts')).makeLeaf(own, hosts, clock);

  function isGood({ certificate }: KeyAndCertificate, hosts: readonly string[]): boolean {
    const leaf = new X509Certificate(certificate);
    const left = Date.parse(leaf.validTo) - clock.now().getTime();
    const names = hosts.map((host) => (isIP(host) ? `IP Address:${host}` : `DNS:${host}`));
    return (
      leaf.subjectAltName === names.join(', ') &&
      left > RENEW_DAYS * DAY_MS &&
      leaf.verify(issuer.publicKey)
    );
  }

  return {
    certificate: own.certificate,
    issue,
    async leaf(name, hosts) {
      const path = join(keys, `${name}.pem`);
      const kept = await readPair(path);
      if (kept && isGood(kept, hosts)) return kept;
      await rm(path, { force: true });
      return makeOnce(path, () => issue(hosts));
    },
  };
}

async function readPair(file: string): Promise<KeyAndCertificate | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  const certificate = text && certificateIn(text);
  const key = /-----BEGIN PRIVATE KEY-----.*?-----END PRIVATE KEY-----\n?/s.exec(text ?? '')?.[0];
  return certificate && key ? { key, certificate } : undefined;
}

/** Writes what is made unless another process was faster; then that is what counts. */
async function makeOnce(
  file: string,
  make: () => Promise<KeyAndCertificate>,
): Promise<KeyAndCertificate> {
  const made = await make();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, `${made.key}${made.certificate}`, { mode: 0o600 });
    await link(draft, file);
    return made;
  } catch (error) {
    const theirs = hasCode(error, 'EEXIST') ? await readPair(file) : undefined;
    if (!theirs) throw error;
    return theirs;
  } finally {
    await rm(draft, { force: true });
  }
}
