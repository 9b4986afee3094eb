import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import type { Caller, Platform } from '@infraforge/platform';

/** Names under which a laptop's browser reaches this machine; any other is a rebound DNS name or a real network. */
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\]|[a-z0-9.-]+\.localhost)(:\d+)?$/i;

/** Where the request really comes from, whatever its headers say. */
const LOOPBACK_ADDRESS = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Who signs in: the owner of a platform token that the request carries, else the local person whom it names.
 * The latter needs no password and is for laptops: it answers loopback names only, and only requests that a page of
 * another origin cannot send without asking first (`x-requested-with`). A pod runs on this machine too and could send
 * all of that, so whoever holds the other end of the connection must not be one.
 */
export function createLocalAuthenticator(platform: Platform) {
  return createProxyAuthenticator<unknown, Caller, undefined>({
    defaultProfileTransform: async (caller) => {
      const name = caller.subject.slice(caller.subject.lastIndexOf('/') + 1);
      const person = platform.identity.person(name);
      return {
        profile: {
          displayName: person?.title ?? name,
          ...(person?.email ? { email: person.email } : {}),
        },
      };
    },
    initialize: () => undefined,
    async authenticate({ req }) {
      const token = /^bearer\s+(ifp_\S+)$/i.exec(req.get('authorization') ?? '')?.[1];
      if (token) {
        const caller = await platform.identity.byToken(token, 'api');
        if (!caller) throw new AuthenticationError('The platform token is unknown or has expired');
        // A session has no scopes: a token that was limited must not become one that is not.
        if (!platform.identity.allows(caller, 'write')) {
          throw new NotAllowedError('A token that may only read cannot open a session');
        }
        return { result: caller };
      }
      const isLocal = LOOPBACK_ADDRESS.test(req.socket.remoteAddress ?? '');
      if (!isLocal || !LOOPBACK_HOST.test(req.get('host') ?? '')) {
        throw new NotAllowedError(
          'Local users sign in on this machine only; open the portal under localhost',
        );
      }
      if (req.get('x-requested-with') !== 'XMLHttpRequest') {
        throw new NotAllowedError('Sign in from the portal');
      }
      const { remotePort = 0, localPort = 0 } = req.socket;
      if (await platform.isPodConnection({ clientPort: remotePort, serverPort: localPort })) {
        throw new NotAllowedError(
          'A service cannot sign in as a person; give it a platform token (gaia create token)',
        );
      }
      const name = String(req.query.user ?? 'guest');
      const caller = platform.identity.bySubject(`user:default/${name}`, 'portal');
      if (!caller) throw new AuthenticationError(`There is no person "${name}" in the catalog`);
      return { result: caller };
    },
  });
}
