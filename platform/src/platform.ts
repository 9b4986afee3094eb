import type { Authenticator, TokenStore } from '@infraforge/identity';
import type { Logger } from '@infraforge/kernel';
import {
  type ApplicationUseCases,
  createApplicationUseCases,
  type GitopsControl,
} from './applications/application-use-cases.ts';
import { type ClusterUseCases, createClusterUseCases } from './cluster/cluster-use-cases.ts';
import type { IsolationView } from './cluster/cluster-view.ts';
import type { PlatformContext, Urls } from './context.ts';
import { createIdentityUseCases, type IdentityUseCases } from './identity/identity-use-cases.ts';
import { createServiceUseCases, type ServiceUseCases } from './services/service-use-cases.ts';
import { receiveWebhook } from './webhooks/receive-webhook.ts';

/** Everything that the doors may do: portal, API, `gaia` and agents call these and nothing below them. */
export type Platform = {
  readonly version: string;
  readonly urls: Urls;
  readonly logger: Logger;
  readonly identity: IdentityUseCases;
  readonly services: ServiceUseCases;
  readonly applications: ApplicationUseCases;
  readonly cluster: ClusterUseCases;
  /** True when the client of a connection within this machine is a pod: it is nobody's browser. */
  isPodConnection(connection: {
    readonly clientPort: number;
    readonly serverPort: number;
  }): Promise<boolean>;
  /** One of GitHub's webhooks; see `receiveWebhook`. */
  receiveWebhook(
    body: Uint8Array,
    signature: string | undefined,
  ): { readonly repository: string | undefined };
};

export type PlatformDeps = {
  readonly context: PlatformContext;
  readonly authenticator: Authenticator;
  readonly tokens: TokenStore;
  readonly gitops: GitopsControl;
  /** How far the kubelet keeps pods from this machine; `unknown` until it has said so. */
  readonly isolation: () => Promise<IsolationView>;
  readonly isPodConnection: Platform['isPodConnection'];
  readonly randomBytes: (length: number) => Uint8Array;
  /** Shared secret of the Git host's webhooks. */
  readonly webhookSecret: string;
  readonly version: string;
};

export function createPlatform(deps: PlatformDeps): Platform {
  const { context, authenticator, tokens, gitops } = deps;
  return {
    version: deps.version,
    urls: context.urls,
    logger: context.logger,
    identity: createIdentityUseCases(context, authenticator, tokens, deps.randomBytes),
    services: createServiceUseCases(context),
    applications: createApplicationUseCases(context, gitops),
    cluster: createClusterUseCases(context, deps.isolation),
    isPodConnection: deps.isPodConnection,
    receiveWebhook: (body, signature) =>
      receiveWebhook({ secret: deps.webhookSecret, gitops }, body, signature),
  };
}
