import { X509Certificate } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '@infraforge/kernel';
import {
  authorityFile,
  certificateIn,
  INGRESS_KEYS,
  ingressLeaf,
  openCertificateAuthority,
} from '@infraforge/local-cluster';

/** A certificate that the installation made for a host of the ingress. */
export type IngressCertificate = {
  readonly host: string;
  /** RFC 3339. */
  readonly expiresAt: string;
  /** SHA-256, in hexadecimal with colons. */
  readonly fingerprint: string;
  /** Holds the key too; readable by its owner only. */
  readonly file: string;
};

/** The certificates below a folder for keys, by host. */
export async function listCertificates(keys: string): Promise<readonly IngressCertificate[]> {
  const folder = join(keys, INGRESS_KEYS);
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.pem'));
  const found = await Promise.all(
    names.sort().map((name) => readOne(join(folder, name), hostOf(name))),
  );
  return found.flatMap((certificate) => certificate ?? []);
}

/** The certificate of a host, made when there is none that is good. Throws `cluster.host`. */
export async function issueCertificate(keys: string, host: string): Promise<IngressCertificate> {
  const authority = await openCertificateAuthority(keys, systemClock);
  const { certificate } = await ingressLeaf(authority, host);
  return viewOf(certificate, fileOf(keys, host), host);
}

/** A new one in place of the one that is there. Throws `cluster.host`. */
export async function rotateCertificate(keys: string, host: string): Promise<IngressCertificate> {
  await issueCertificate(keys, host);
  await rm(fileOf(keys, host), { force: true });
  return issueCertificate(keys, host);
}

/** The authority's certificate in PEM; undefined when there is none yet. */
export async function exportAuthority(keys: string): Promise<string | undefined> {
  return certificateIn(await readFile(authorityFile(keys), 'utf8').catch(() => ''));
}

function fileOf(keys: string, host: string): string {
  return join(keys, INGRESS_KEYS, `${host.replace('*', '_')}.pem`);
}

function hostOf(file: string): string {
  return file.replace(/\.pem$/, '').replace(/^_/, '*');
}

async function readOne(file: string, host: string): Promise<IngressCertificate | undefined> {
  const certificate = certificateIn(await readFile(file, 'utf8').catch(() => ''));
  return certificate === undefined ? undefined : viewOf(certificate, file, host);
}

function viewOf(certificate: string, file: string, host: string): IngressCertificate {
  const { validTo, fingerprint256 } = new X509Certificate(certificate);
  const expiresAt = new Date(validTo).toISOString();
  return { host, expiresAt, fingerprint: fingerprint256, file };
}
