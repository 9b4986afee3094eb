import { join } from 'node:path';
import type { Installation } from './installation.ts';
import { type Ports, urlsOf } from './ports.ts';
import type { Secrets } from './secrets.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a program of ours needs of the user's environment, and nothing that may be a secret of another tool. */
const INHERITED = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'XDG_CACHE_HOME',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
];

/** How this machine reaches its package registry: the kubelet installs dependencies. */
const REGISTRY =
  /^npm_config_(registry|cache|cafile|proxy|https_proxy|noproxy|strict_ssl|userconfig)$/i;
/** Settings that our tests use. */
const OWN = ['INFRAFORGE_CRASH_AT', 'LOG_LEVEL'];

function inherited(environment: Environment, installation: Installation): Record<string, string> {
  const kept = Object.entries(environment).filter(
    ([name, value]) => value !== undefined && (INHERITED.includes(name) || OWN.includes(name)),
  );
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: join(installation.cache, 'compile'),
    INFRAFORGE_DATA_DIR: installation.data,
  };
}

/** The environment of the kubelet. */
export function kubeletEnvironment(
  environment: Environment,
  installation: Installation,
  databaseUrl: string,
): Record<string, string> {
  const registry = Object.entries(environment).filter(
    ([name, value]) => value !== undefined && REGISTRY.test(name),
  );
  return {
    ...inherited(environment, installation),
    ...(Object.fromEntries(registry) as Record<string, string>),
    INFRAFORGE_DATABASE_URL: databaseUrl,
  };
}

/** The environment of the server: every variable that app-config.yaml names. */
export function serverEnvironment(
  environment: Environment,
  installation: Installation,
  ports: Ports,
  secrets: Secrets,
  databaseUrl: string,
): Record<string, string> {
  const urls = urlsOf(ports);
  const database = new URL(databaseUrl);
  return {
    ...inherited(environment, installation),
    TMPDIR: installation.temporary,
    INFRAFORGE_LISTEN_HOST: '127.0.0.1',
    INFRAFORGE_PORTAL_URL: urls.portal,
    INFRAFORGE_PORTAL_PORT: String(ports.portal),
    INFRAFORGE_FORGE_URL: urls.forge,
    INFRAFORGE_FORGE_HOST: new URL(urls.forge).host,
    INFRAFORGE_FORGE_PORT: String(ports.forge),
    INFRAFORGE_INGRESS_PORT: String(ports.ingress),
    INFRAFORGE_KUBERNETES_PORT: String(ports.kubernetes),
    INFRAFORGE_DATABASE_URL: databaseUrl,
    INFRAFORGE_DATABASE_HOST: database.hostname,
    INFRAFORGE_DATABASE_PORT: database.port,
    INFRAFORGE_DATABASE_USER: decodeURIComponent(database.username),
    INFRAFORGE_DATABASE_PASSWORD: decodeURIComponent(database.password),
    INFRAFORGE_WEBHOOK_SECRET: secrets.webhook,
    INFRAFORGE_SERVICE_TOKEN: secrets.serviceToken,
    INFRAFORGE_ADMIN_TOKEN: secrets.adminToken,
  };
}
