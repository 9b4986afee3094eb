import type { Caller, Clock, Door, Scope } from '@infraforge/kernel';
import type { Directory, TokenStore } from './ports.ts';
import { parseToken, secretMatches } from './token.ts';
import type { Person } from './types.ts';

/** The name in `user:default/ana`; the text itself when it is no entity reference. */
export function nameOf(subject: string): string {
  return subject.slice(subject.lastIndexOf('/') + 1);
}

export type Authenticator = {
  /** The caller that a platform token stands for; undefined when it is unknown, wrong, expired or its person is gone. */
  byToken(token: string, via: Door): Promise<Caller | undefined>;
  /** The caller that an already proven subject is (a Backstage identity); undefined when the directory has no such person. */
  bySubject(subject: string, via: Door): Caller | undefined;
};

/** Makes callers of credentials: the one place that decides who somebody is (DESIGN §7). */
export function createAuthenticator(deps: {
  readonly tokens: TokenStore;
  readonly directory: () => Directory;
  readonly clock: Clock;
}): Authenticator {
  const callerOf = (subject: string, via: Door, scopes: readonly Scope[] | undefined) => {
    const person = deps.directory().person(nameOf(subject));
    return person && asCaller(person, subject, via, scopes);
  };
  return {
    async byToken(token, via) {
      const parts = parseToken(token);
      if (!parts) return undefined;
      const stored = await deps.tokens.find(parts.id);
      if (!stored || !secretMatches(parts.secret, stored.secretHash)) return undefined;
      if (stored.expiresAt && stored.expiresAt <= deps.clock.now()) return undefined;
      return callerOf(stored.subject, via, stored.scopes);
    },
    bySubject: (subject, via) => callerOf(subject, via, undefined),
  };
}

function asCaller(
  person: Person,
  subject: string,
  via: Door,
  scopes: readonly Scope[] | undefined,
): Caller {
  return { subject, groups: person.groups, role: person.role, scopes, via };
}
