import type { Authenticator, TokenStore } from '@infraforge/identity';
import type { PlatformContext } from './context.ts';

/** GitOps, as the doors drive it. */
export type GitopsControl = {
  /** Something may have changed in this repository, or for this Application: look at once. */
  refresh(hint: { readonly repoURL?: string; readonly application?: string }): void;
  /** Starts a sync. Throws `application.not-found`. */
  sync(application: string, by: string): Promise<void>;
};

/** The platform of this installation: what plugins and programs are given. */
export type Platform = {
  readonly context: PlatformContext;
  readonly authenticator: Authenticator;
  readonly tokens: TokenStore;
  readonly gitops: GitopsControl;
  /** Shared secret of the forge's webhooks. */
  readonly webhookSecret: string;
  readonly version: string;
};
