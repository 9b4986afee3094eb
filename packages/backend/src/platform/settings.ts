import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '@backstage/config';

/** The section `infraforge` of app-config.yaml. */
export type Settings = {
  /** Absolute. */
  readonly dataDirectory: string;
  readonly databaseUrl: string;
  readonly portalUrl: string;
  readonly forge: { readonly host: string; readonly port: number; readonly url: string };
  readonly ingressPort: number;
  /** Where the Kubernetes API listens, https. */
  readonly kubernetes: { readonly host: string; readonly port: number };
  readonly webhookSecret: string;
  /** The token that the platform's own parts use on the forge. */
  readonly serviceToken: string;
  readonly adminToken: string;
  /** 32 bytes; the data of Secrets is encrypted with it. */
  readonly masterKey: Uint8Array;
  /** For tests: INFRAFORGE_CRASH_AT. */
  readonly crashAt: string | undefined;
};

/** Reads what the server needs to know. Throws when something is missing. */
export function readSettings(config: Config): Settings {
  const own = config.getConfig('infraforge');
  const dataDirectory = resolve(own.getString('dataDirectory'));
  return {
    dataDirectory,
    databaseUrl: own.getString('database.url'),
    portalUrl: config.getString('backend.baseUrl'),
    forge: {
      host: own.getString('forge.host'),
      port: own.getNumber('forge.port'),
      url: own.getString('forge.url'),
    },
    ingressPort: own.getNumber('ingress.port'),
    kubernetes: {
      host: own.getString('kubernetes.host'),
      port: own.getNumber('kubernetes.port'),
    },
    webhookSecret: own.getString('forge.webhookSecret'),
    serviceToken: own.getString('serviceToken'),
    adminToken: own.getString('adminToken'),
    masterKey: Buffer.from(
      readFileSync(join(dataDirectory, 'keys', 'master'), 'utf8').trim(),
      'base64',
    ),
    crashAt: process.env.INFRAFORGE_CRASH_AT,
  };
}
