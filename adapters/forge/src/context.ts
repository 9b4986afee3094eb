import type { Directory } from '@infraforge/identity';
import type { Caller, Clock, Logger } from '@infraforge/kernel';
import type { ForgeStore, GitRepositories } from '@infraforge/scm';
import type { ForgeUrls } from './urls.ts';

/** What stood in an Authorization header: the token, and under which scheme and name it came. */
export type Credentials = {
  readonly scheme: 'bearer' | 'token' | 'basic';
  readonly username?: string;
  readonly token: string;
};

/** Bounds of what one request may cost. Bytes and milliseconds. */
export type ForgeLimits = {
  /** Body of an ordinary API request. */
  readonly apiBodyBytes: number;
  /** Body of a request that carries files: contents, blobs, trees, GraphQL. */
  readonly fileBodyBytes: number;
  /** Body of one push. */
  readonly pushBodyBytes: number;
  /** Longest time to receive and answer an API request. */
  readonly apiMilliseconds: number;
  /** Longest time of one clone, fetch or push. */
  readonly gitMilliseconds: number;
};

export const DEFAULT_LIMITS: ForgeLimits = {
  apiBodyBytes: 1024 * 1024,
  fileBodyBytes: 48 * 1024 * 1024,
  pushBodyBytes: 1024 * 1024 * 1024,
  apiMilliseconds: 30_000,
  gitMilliseconds: 600_000,
};

/** Something that happened in a repository, as its webhooks hear it. */
export type ForgeEvent = {
  readonly name: 'push' | 'repository' | 'pull_request' | 'ping';
  readonly payload: Readonly<Record<string, unknown>>;
};

export type ForgeOptions = {
  readonly store: ForgeStore;
  /** The repositories, and how git is started to serve them. */
  readonly repositories: GitRepositories & {
    /** Clears what a killed process left behind. */
    recover(): Promise<void>;
    readonly program: {
      readonly command: string;
      readonly environment: Readonly<Record<string, string>>;
    };
  };
  /** Who the bearer of a token is; undefined when nobody. */
  authenticate(credentials: Credentials): Promise<Caller | undefined>;
  /** Under which clients reach the forge, without a slash at the end: `http://127.0.0.1:7080`. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits?: Partial<ForgeLimits>;
  /** Readers without a token see what is not private. For a forge that listens on loopback only. */
  readonly anonymousRead?: boolean;
  /** Host names beside that of `baseUrl` and loopback's under which the forge answers. */
  readonly allowedHosts?: readonly string[];
  /** People and teams, for the routes that list them. */
  readonly directory?: Directory;
  /** Called after an event was stored for its webhooks. */
  onEvent?(event: ForgeEvent): void;
  /** Called for a request that no route answers. */
  onUnknownRoute?(method: string, path: string): void;
};

/** What every handler works with. */
export type ForgeContext = Omit<ForgeOptions, 'limits' | 'anonymousRead' | 'baseUrl'> & {
  readonly urls: ForgeUrls;
  readonly limits: ForgeLimits;
  readonly anonymousRead: boolean;
  /** Wakes the loop that delivers webhooks. */
  wakeDelivery(): void;
};
