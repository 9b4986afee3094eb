import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { PlatformError } from '@infraforge/kernel';
import { createKubeApi } from './create-kube-api.ts';
import { createPortForward } from './port-forward.ts';
import type { KubeApiOptions } from './ports.ts';

export type StartKubeApiOptions = KubeApiOptions & {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** PEM. */
  readonly tls: { readonly key: string; readonly certificate: string };
};

export type RunningKubeApi = { readonly port: number; stop(): Promise<void> };

/**
 * Serves Kubernetes' API over https until it is stopped. Throws PlatformError `kube-api.port-taken` when something else
 * listens on the port.
 */
export async function startKubeApi(options: StartKubeApiOptions): Promise<RunningKubeApi> {
  const { host, port, tls, ...api } = options;
  const stopping = new AbortController();
  const server = createServer(
    { key: tls.key, cert: tls.certificate, minVersion: 'TLSv1.2' },
    createKubeApi(api, stopping.signal),
  );
  server.headersTimeout = 15_000;
  server.on('upgrade', createPortForward(api, stopping.signal));
  server.listen(port, host);
  await once(server, 'listening').catch((error: unknown) => {
    throw new PlatformError(
      'kube-api.port-taken',
      `The Kubernetes API cannot listen on ${host}:${port}`,
      { cause: error, hint: 'Stop what uses the port, or start with --port-offset' },
    );
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      stopping.abort();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
