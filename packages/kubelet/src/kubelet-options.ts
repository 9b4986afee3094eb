import { isAbsolute } from 'node:path';
import { parseArgs } from 'node:util';
import { PlatformError } from '@infraforge/kernel';

/** What the supervisor tells the kubelet. */
export type KubeletOptions = {
  /** Absolute. */
  readonly dataDirectory: string;
  readonly databaseUrl: string;
  readonly ingressPort: number;
  readonly ingressTlsPort: number;
  /** `http://127.0.0.1:7080` */
  readonly forgeBase: string;
  /** On SIGTERM the pods go on without a kubelet. */
  readonly keepPods: boolean;
  /** For tests: INFRAFORGE_CRASH_AT. */
  readonly crashAt: string | undefined;
};

/** Reads flags, and from the environment what must not be seen in a list of processes. Throws `kubelet.usage`. */
export function readKubeletOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): KubeletOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'data-dir': { type: 'string' },
      'database-url': { type: 'string' },
      'ingress-port': { type: 'string' },
      'ingress-tls-port': { type: 'string' },
      'forge-base': { type: 'string' },
      'keep-pods': { type: 'boolean' },
    },
  });
  const dataDirectory = values['data-dir'] ?? environment.INFRAFORGE_DATA_DIR;
  const databaseUrl = values['database-url'] ?? environment.INFRAFORGE_DATABASE_URL;
  const ingressPort = Number(values['ingress-port'] ?? 8880);
  const ingressTlsPort = Number(values['ingress-tls-port'] ?? 8843);
  const forgeBase = values['forge-base'];
  const wrong = [
    ...(dataDirectory && isAbsolute(dataDirectory) ? [] : ['--data-dir must be an absolute path']),
    ...(databaseUrl ? [] : ['--database-url (or INFRAFORGE_DATABASE_URL) is missing']),
    ...(forgeBase && URL.canParse(forgeBase) ? [] : ['--forge-base must be a URL']),
    ...(isPort(ingressPort) ? [] : ['--ingress-port must be a port']),
    ...(isPort(ingressTlsPort) ? [] : ['--ingress-tls-port must be a port']),
  ];
  if (wrong.length > 0 || !dataDirectory || !databaseUrl || !forgeBase) {
    throw new PlatformError('kubelet.usage', `The kubelet cannot start: ${wrong.join('; ')}.`, {
      hint: 'Start it with `gaia up`.',
    });
  }
  return {
    dataDirectory,
    databaseUrl,
    ingressPort,
    ingressTlsPort,
    forgeBase,
    keepPods: values['keep-pods'] ?? false,
    crashAt: environment.INFRAFORGE_CRASH_AT,
  };
}

function isPort(port: number): boolean {
  return port >= 0 && port < 65_536;
}
