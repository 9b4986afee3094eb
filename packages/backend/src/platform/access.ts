import {
  type Authenticator,
  createAuthenticator,
  createDirectory,
  type Directory,
  hashSecret,
  type Person,
  parseToken,
  type TokenStore,
} from '@infraforge/identity';
import type { Clock } from '@infraforge/kernel';

/** The platform's own parts, when they call each other: no person of the catalog. */
const SERVICE: Person = {
  name: 'infraforge',
  title: 'InfraForge',
  email: 'platform@infraforge.io',
  groups: [],
  role: 'admin',
};

/** Callers by the people of the catalog, and the platform's own service account. */
export function createAccess(
  tokens: TokenStore,
  directory: () => Directory,
  clock: Clock,
): Authenticator {
  const withService = () => {
    const { people, teams } = directory();
    return createDirectory([...people(), SERVICE], teams());
  };
  return createAuthenticator({ tokens, directory: withService, clock });
}

/** A directory for those who keep it: always the present one. */
export function followingDirectory(present: () => Directory): Directory {
  return {
    person: (name) => present().person(name),
    people: () => present().people(),
    team: (name) => present().team(name),
    teams: () => present().teams(),
  };
}

/** Makes the two tokens known that `gaia up` made: the local administrator's and the service account's. */
export async function registerOwnTokens(
  tokens: TokenStore,
  own: { readonly adminToken: string; readonly serviceToken: string },
  clock: Clock,
): Promise<void> {
  await register(own.adminToken, 'user:default/admin', 'Local administrator (gaia up)');
  await register(own.serviceToken, `user:default/${SERVICE.name}`, 'The platform itself (gaia up)');

  async function register(token: string, subject: string, description: string): Promise<void> {
    const parts = parseToken(token);
    if (!parts)
      throw new Error(`"${description}" is no platform token: start the platform with gaia up`);
    const secretHash = hashSecret(parts.secret);
    const known = await tokens.find(parts.id);
    if (known?.secretHash === secretHash && known.subject === subject) return;
    if (known) await tokens.remove(parts.id);
    await tokens.insert({
      id: parts.id,
      secretHash,
      subject,
      description,
      scopes: undefined,
      createdAt: clock.now(),
      expiresAt: undefined,
    });
  }
}
