import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PlatformError } from '@infraforge/kernel';
import { DEFAULT_LIMITS, type ForgeOptions } from './context.ts';
import { createForge, type Forge } from './create-forge.ts';

export type StartForgeOptions = Omit<ForgeOptions, 'baseUrl'> & {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** `http://<host>:<port>` when not given. */
  readonly baseUrl?: string;
};

export type RunningForge = {
  readonly url: string;
  readonly forge: Forge;
  stop(): Promise<void>;
};

/**
 * Repairs what a killed server left, listens, and delivers webhooks. Readers without a token are let in on loopback unless the options say otherwise.
 * Throws PlatformError `forge.port-taken` when something else listens on the port.
 */
export async function startForge(options: StartForgeOptions): Promise<RunningForge> {
  await repairRepositories(options);
  let forge: Forge | undefined;
  const server = createServer((request, response) => forge?.handler(request, response));
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  server.requestTimeout = limits.gitMilliseconds;
  server.headersTimeout = 15_000;
  server.listen(options.port, options.host);
  await once(server, 'listening').catch((error) => {
    throw new PlatformError(
      'forge.port-taken',
      `The forge cannot listen on ${options.host}:${options.port}`,
      {
        cause: error,
        hint: 'Stop what uses the port, or start with --port-offset',
      },
    );
  });
  const { port } = server.address() as AddressInfo;
  const url = options.baseUrl ?? `http://${options.host}:${port}`;
  forge = createForge({ anonymousRead: isLoopback(options.host), ...options, baseUrl: url });
  const stopping = new AbortController();
  const delivering = forge.deliverPending(stopping.signal);
  return {
    url,
    forge,
    async stop() {
      stopping.abort();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await Promise.all([closed, delivering]);
    },
  };
}

/** A server that was killed between a repository's row and its folder left a row that nobody could push to. */
async function repairRepositories({ store, repositories }: StartForgeOptions): Promise<void> {
  await repositories.recover();
  for (const { login } of await store.organizations()) {
    for (const { id, defaultBranch } of await store.repositories(login)) {
      await repositories.create(id, defaultBranch);
    }
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
