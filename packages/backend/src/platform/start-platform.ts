import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { startForge } from '@infraforge/forge';
import { type Logger, messageOf, systemClock } from '@infraforge/kernel';
import { startKubeApi } from '@infraforge/kube-api';
import { build } from '@infraforge/kustomize';
import {
  createPodLogs,
  dataDirectory,
  isPodConnection,
  openCertificateAuthority,
  readIsolation,
  readMetrics,
} from '@infraforge/local-cluster';
import {
  bootstrapManifests,
  CONTENT_REPOSITORY,
  createClusterControllers,
  createClusterRules,
  createGitops,
  createInstallation,
  createPlatform,
  PLATFORM_ORGANIZATION,
  type Platform,
  type PlatformContext,
  renderSource,
  withAdmission,
} from '@infraforge/platform';
import { parseAllYaml } from '@infraforge/yaml';
import { createAccess, followingDirectory, registerOwnTokens } from './access';
import { readContentFiles } from './content-files';
import { keepDoing } from './keep-doing';
import { openPorts } from './open-ports';
import { createScmSources } from './scm-sources';
import type { Settings } from './settings';
import { stateFiles } from './state-files';
import { readVersion } from './version';

/** What a missed webhook costs at most. */
const POLL_SECONDS = 30;
/** The names under which the Kubernetes API is called; those of Kubernetes for programs that expect them. */
const KUBERNETES_HOSTS = ['localhost', 'kubernetes', 'kubernetes.default.svc', '127.0.0.1'];
/** The checkout that the server runs from. */
const CHECKOUT = resolvePackagePath('backend', '../..');

/** Opens the database, starts the forge and the controllers, and makes the platform over them: the composition root. */
export async function startPlatform(
  settings: Settings,
  logger: Logger,
): Promise<{ platform: Platform; stop(): Promise<void> }> {
  const clock = systemClock;
  const stopping = new AbortController();
  const data = dataDirectory(settings.dataDirectory);
  const ports = await openPorts(settings, logger);
  const { forge: forgeStore, git, objects, tokens } = ports;

  const installation = createInstallation({
    forge: forgeStore,
    git,
    clock,
    logger,
    readContent: () => readContentFiles(CHECKOUT),
    parseYaml: (text, file) => parseAllYaml(text, { file }),
    stateFiles: (teams) => stateFiles(teams, settings.forge.url),
    webhook: {
      url: `${settings.portalUrl}/api/platform/v1/webhooks/github`,
      secret: settings.webhookSecret,
    },
  });
  const authenticator = createAccess(tokens, () => installation.directory(), clock);
  await registerOwnTokens(tokens, settings, clock);
  await installation.refresh();

  const forge = await startForge({
    host: settings.forge.host,
    port: settings.forge.port,
    baseUrl: settings.forge.url,
    store: forgeStore,
    repositories: git,
    authenticate: ({ token }) => authenticator.byToken(token, 'git'),
    directory: followingDirectory(() => installation.directory()),
    clock,
    logger,
  });

  const sources = createScmSources(forgeStore, git, settings.forge.url);
  const admitted = withAdmission(objects);
  const gitops = createGitops({
    objects: admitted,
    repositories: sources,
    scm: sources,
    tree: sources.tree,
    render: renderSource({ tree: sources.tree, resolve: sources.resolve, build }),
    clock,
    logger,
    pollSeconds: POLL_SECONDS,
  });
  const roots = bootstrapManifests({ teams: [], forgeUrl: settings.forge.url }).root;
  const controllers = createClusterControllers({
    objects,
    clock,
    logger,
    ingress: { ip: '127.0.0.1', port: settings.ingressPort },
    cpuUsage: async (podUid) => (await readMetrics(data, podUid, clock.now()))?.cpuCores,
  });
  const reconcile = (): Promise<void> =>
    ports.leadership.lead('controllers', stopping.signal, async (_epoch, term) => {
      logger.info('this server reconciles');
      for (const object of roots) await gitops.apply(object);
      await Promise.all([gitops.start(term), controllers.start(term)]);
    });
  const leading = keepDoing(reconcile, stopping.signal, (error) =>
    logger.error(`reconciling ended, and begins again: ${messageOf(error)}`),
  );

  const contentUrl = `${settings.forge.url}/${PLATFORM_ORGANIZATION}/${CONTENT_REPOSITORY}.git`;
  const refreshContent = () =>
    installation.refresh().catch((error: unknown) => {
      logger.warn(`the content could not be read, the last one holds: ${messageOf(error)}`);
    });

  const context: PlatformContext = {
    register: ports.register,
    forge: forgeStore,
    git,
    scm: ports.scm,
    objects,
    logs: createPodLogs(data),
    podMetrics: (podUid) => readMetrics(data, podUid, clock.now()),
    directory: () => installation.directory(),
    urls: {
      portal: settings.portalUrl,
      forge: settings.forge.url,
      ingress: (host) => `http://${host}:${settings.ingressPort}`,
    },
    clock,
    logger,
    stopping: stopping.signal,
  };
  const authority = await openCertificateAuthority(join(settings.dataDirectory, 'keys'), clock);
  const kubeApi = await startKubeApi({
    ...settings.kubernetes,
    tls: await authority.leaf('kubernetes-api', KUBERNETES_HOSTS),
    objects: admitted,
    authenticate: (token) => authenticator.byToken(token, 'kubernetes'),
    rules: createClusterRules(context),
    logs: createPodLogs(data),
    clock,
    logger,
  });
  return {
    platform: createPlatform({
      context,
      authenticator,
      tokens,
      gitops: {
        ...gitops,
        refresh(hint) {
          if (hint.repoURL === contentUrl) void refreshContent();
          gitops.refresh(hint);
        },
      },
      isolation: async () => (await readIsolation(data)) ?? { level: 'unknown' },
      isPodConnection: (connection) => isPodConnection(data, connection),
      webhookSecret: settings.webhookSecret,
      randomBytes,
      version: await readVersion(CHECKOUT),
    }),
    async stop() {
      stopping.abort();
      await leading;
      await kubeApi.stop();
      await forge.stop();
      await ports.close();
    },
  };
}
