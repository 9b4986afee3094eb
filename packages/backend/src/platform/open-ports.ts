import { join } from 'node:path';
import { createGitRepositories, type EmbeddedGit } from '@infraforge/git';
import type { TokenStore } from '@infraforge/identity';
import { type Logger, systemClock } from '@infraforge/kernel';
import { createCrashPoint } from '@infraforge/local-cluster';
import type { ScmHost } from '@infraforge/platform';
import {
  createForgeStore,
  createLeadership,
  createObjectStore,
  createServiceRegister,
  createTokenStore,
  type Leadership,
  migrate,
  openDatabase,
} from '@infraforge/postgres';
import type { ForgeStore } from '@infraforge/scm';
import type { ServiceRegister } from '@infraforge/services';
import type { ObjectStore } from '@infraforge/workloads';
import { withCrashPoints } from './crash-points';
import { createScmHost } from './scm-host';
import type { Settings } from './settings';

/** The world behind the platform, as this server reaches it. */
export type OpenPorts = {
  readonly register: ServiceRegister;
  readonly forge: ForgeStore;
  readonly git: EmbeddedGit;
  readonly scm: ScmHost;
  readonly objects: ObjectStore;
  readonly tokens: TokenStore;
  readonly leadership: Leadership;
  close(): Promise<void>;
};

const CONNECTIONS = 20;

/** Opens the database, brought to this release, and the adapters over it. */
export async function openPorts(settings: Settings, logger: Logger): Promise<OpenPorts> {
  const database = openDatabase({
    url: settings.databaseUrl,
    applicationName: 'server',
    max: CONNECTIONS,
    logger,
  });
  await migrate(database);
  const git = createGitRepositories({ root: join(settings.dataDirectory, 'forge') });
  const ports = {
    register: createServiceRegister(database),
    forge: createForgeStore(database),
    git,
    scm: createScmHost(`${settings.forge.url}/api/v3`, settings.serviceToken),
    objects: createObjectStore(database, { masterKey: settings.masterKey, clock: systemClock }),
  };
  return {
    ...(settings.crashAt
      ? withCrashPoints(ports, createCrashPoint(settings.crashAt, settings.dataDirectory))
      : ports),
    tokens: createTokenStore(database),
    leadership: createLeadership(database),
    async close() {
      await git.close();
      await database.close();
    },
  };
}
