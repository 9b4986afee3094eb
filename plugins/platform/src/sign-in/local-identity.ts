import type {
  BackstageUserIdentity,
  DiscoveryApi,
  IdentityApi,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';
import { requestErrorOf } from '../api/request-error';

/** What `GET /api/auth/local/refresh` answers: Backstage's usual session. */
interface Session {
  readonly profile: ProfileInfo;
  readonly backstageIdentity: {
    readonly token: string;
    readonly expiresInSeconds?: number;
    readonly identity: BackstageUserIdentity;
  };
}

interface Held {
  readonly session: Session;
  /** When to ask for the next one, in epoch milliseconds. */
  readonly renewAt: number;
}

interface Options {
  readonly discoveryApi: DiscoveryApi;
  readonly user: string;
  readonly onSignOut: () => void;
  readonly fetch?: typeof fetch;
  readonly now?: () => number;
}

/** Milliseconds before a token's end at which the next is asked for, so that no request carries a dead one. */
const margin = 5 * 60_000;
const assumedLife = 10 * 60_000;

/** The `exp` claim in epoch milliseconds; undefined where the token is no JWT. */
export function expiryOf(token: string): number | undefined {
  const payload = token.split('.')[1];
  if (!payload) return undefined;
  try {
    const padded = payload.replace(/-/g, '+').replace(/_/g, '/');
    const claims = JSON.parse(atob(padded.padEnd(Math.ceil(padded.length / 4) * 4, '='))) as {
      readonly exp?: unknown;
    };
    return typeof claims.exp === 'number' ? claims.exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}

/** Identity of a user of this laptop: the auth provider `local` knows them by name and asks for no password. */
export class LocalIdentity implements IdentityApi {
  private readonly options: Options;
  private held: Held | undefined;
  private asking: Promise<Session> | undefined;

  constructor(options: Options) {
    this.options = options;
  }

  /**
   * Gets the first session.
   * @throws RequestError when the platform does not know the user
   */
  async start(): Promise<void> {
    await this.session();
  }

  async getProfileInfo(): Promise<ProfileInfo> {
    return (await this.session()).profile;
  }

  async getBackstageIdentity(): Promise<BackstageUserIdentity> {
    return (await this.session()).backstageIdentity.identity;
  }

  async getCredentials(): Promise<{ token?: string }> {
    return { token: (await this.session()).backstageIdentity.token };
  }

  async signOut(): Promise<void> {
    this.held = undefined;
    this.options.onSignOut();
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }

  private async session(): Promise<Session> {
    if (this.held && this.now() < this.held.renewAt) return this.held.session;
    this.asking ??= this.request().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async request(): Promise<Session> {
    const { discoveryApi, user, fetch: ask = fetch } = this.options;
    const base = await discoveryApi.getBaseUrl('auth');
    const response = await ask(`${base}/local/refresh?user=${encodeURIComponent(user)}`, {
      headers: { 'x-requested-with': 'XMLHttpRequest' },
      credentials: 'include',
    });
    if (!response.ok) throw await requestErrorOf(response);
    const session = (await response.json()) as Session;
    const expiry = expiryOf(session.backstageIdentity.token) ?? this.now() + assumedLife;
    this.held = { session, renewAt: expiry - margin };
    return session;
  }
}
