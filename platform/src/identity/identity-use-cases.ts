import {
  type Authenticator,
  allows,
  hashSecret,
  mintToken,
  nameOf,
  type Person,
  type StoredToken,
  type TokenStore,
} from '@infraforge/identity';
import { type Caller, PlatformError, type Scope } from '@infraforge/kernel';
import type { PlatformContext } from '../context.ts';

export type TeamView = {
  readonly name: string;
  readonly title: string;
  readonly members: readonly string[];
  readonly environments: readonly string[];
  /** True when the caller may act for it. */
  readonly yours: boolean;
};

export type CallerView = {
  readonly subject: string;
  readonly displayName: string;
  readonly role: Caller['role'];
  readonly groups: readonly string[];
  readonly scopes: readonly Scope[] | undefined;
};

export type TokenRequest = {
  readonly description: string;
  readonly scopes: readonly Scope[] | undefined;
  readonly expiresAt: Date | undefined;
};

export type TokenView = Omit<StoredToken, 'secretHash'>;

export type IdentityUseCases = Authenticator & {
  /** True when the caller's credential covers the scope. */
  allows(caller: Caller, scope: Scope): boolean;
  me(caller: Caller): CallerView;
  teams(caller: Caller): readonly TeamView[];
  person(name: string): Person | undefined;
  people(): readonly Person[];
  tokens(caller: Caller): Promise<readonly TokenView[]>;
  /** The secret is only ever told here. */
  createToken(
    caller: Caller,
    request: TokenRequest,
  ): Promise<TokenView & { readonly token: string }>;
  /** Throws `token.not-found`. */
  revokeToken(caller: Caller, id: string): Promise<void>;
};

/** Who is calling, who there is, and the tokens that people make for their machines. */
export function createIdentityUseCases(
  context: PlatformContext,
  authenticator: Authenticator,
  store: TokenStore,
  randomBytes: (length: number) => Uint8Array,
): IdentityUseCases {
  return {
    ...authenticator,
    allows,
    me: ({ subject, role, groups, scopes }) => ({
      subject,
      displayName: context.directory().person(nameOf(subject))?.title ?? nameOf(subject),
      role,
      groups,
      scopes,
    }),
    teams: (caller) =>
      context
        .directory()
        .teams()
        .map((team) => ({
          ...team,
          environments: ['dev'],
          yours: caller.role === 'admin' || caller.groups.includes(team.name),
        })),
    person: (name) => context.directory().person(name),
    people: () => context.directory().people(),
    tokens: async (caller) => (await store.list(caller.subject)).map(withoutHash),
    async createToken(caller, request) {
      const minted = mintToken(randomBytes(40));
      // A token never gives more than the credential that it was made with.
      const scopes = request.scopes?.filter((scope) => allows(caller, scope)) ?? caller.scopes;
      const stored: StoredToken = {
        id: minted.id,
        secretHash: hashSecret(minted.secret),
        subject: caller.subject,
        description: request.description,
        scopes,
        createdAt: context.clock.now(),
        expiresAt: request.expiresAt,
      };
      await store.insert(stored);
      return { ...withoutHash(stored), token: minted.token };
    },
    async revokeToken(caller, id) {
      const own = (await store.list(caller.subject)).some((token) => token.id === id);
      if (own && (await store.remove(id))) return;
      throw new PlatformError('token.not-found', `You have no token "${id}".`, {
        hint: 'List yours with: gaia get tokens',
      });
    },
  };
}

function withoutHash({ secretHash: _secretHash, ...token }: StoredToken): TokenView {
  return token;
}
