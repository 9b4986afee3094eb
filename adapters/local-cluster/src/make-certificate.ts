import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import type { Clock } from '@infraforge/kernel';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { KeyAndCertificate } from './certificate-authority.ts';

const DAY_MS = 24 * 60 * 60_000;
const AUTHORITY_DAYS = 3650;
/** Programs refuse leaves that live for more than 398 days. */
const LEAF_DAYS = 397;
const EC = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' };

/** A leaf for host names and IP addresses, signed by the authority; good from yesterday, for clocks that differ. */
export async function makeLeaf(
  authority: KeyAndCertificate,
  hosts: readonly string[],
  clock: Clock,
): Promise<KeyAndCertificate> {
  const pair = await webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const now = clock.now().getTime();
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: serialNumber(),
      issuer: new X509Certificate(authority.certificate).subject,
      subject: `CN=${hosts[0] ?? 'localhost'}`,
      notBefore: new Date(now - DAY_MS),
      notAfter: new Date(now + LEAF_DAYS * DAY_MS),
      signingAlgorithm: SIGNING,
      publicKey: pair.publicKey as CryptoKey,
      signingKey: await importKey(authority.key),
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(hosts.map(alternativeName)),
      ],
    },
    webcrypto as Crypto,
  );
  return {
    key: await exportKey(pair.privateKey),
    certificate: `${certificate.toString('pem')}\n`,
  };
}

/** A new authority, good for ten years. */
export async function makeAuthority(clock: Clock): Promise<KeyAndCertificate> {
  const keys = await webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const now = clock.now().getTime();
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name: 'O=InfraForge, CN=InfraForge local authority',
      notBefore: new Date(now - DAY_MS),
      notAfter: new Date(now + AUTHORITY_DAYS * DAY_MS),
      signingAlgorithm: SIGNING,
      keys: keys as CryptoKeyPair,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      ],
    },
    webcrypto as Crypto,
  );
  return {
    key: await exportKey(keys.privateKey),
    certificate: `${certificate.toString('pem')}\n`,
  };
}

function alternativeName(host: string) {
  return { type: isIP(host) ? ('ip' as const) : ('dns' as const), value: host };
}

/** 16 random bytes, positive. */
function serialNumber(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const bytes = await webcrypto.subtle.exportKey('pkcs8', key);
  return `${PemConverter.encode(bytes, 'PRIVATE KEY')}\n`;
}

async function importKey(pem: string): Promise<CryptoKey> {
  const bytes = PemConverter.decodeFirst(pem);
  return (await webcrypto.subtle.importKey('pkcs8', bytes, EC, false, ['sign'])) as CryptoKey;
}
