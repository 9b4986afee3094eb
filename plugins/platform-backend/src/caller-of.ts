import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Caller, Platform } from '@infraforge/platform';
import { PlatformError } from '@infraforge/plugin-platform-node';
import type { Request } from 'express';

export type CallerOf = (request: Request, scope: 'read' | 'write') => Promise<Caller>;

const BEARER = /^bearer\s+(\S+)$/i;

/**
 * Who is calling, from a Backstage user token or a platform token: the same `Caller` either way (DESIGN §7).
 * Throws `auth.missing`, `auth.invalid` and `refused.auth.scope`.
 */
export function createCallerOf(platform: Platform, httpAuth: HttpAuthService): CallerOf {
  const { identity } = platform;
  return async (request, scope) => {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (!token) {
      throw new PlatformError('auth.missing', 'This needs a caller, and the request names none.', {
        hint: 'Sign in to the portal, or send "Authorization: Bearer <token>" (gaia login).',
      });
    }
    const caller = token.startsWith('ifp_')
      ? await identity.byToken(token, 'api')
      : identity.bySubject(await subjectOf(request, httpAuth), 'portal');
    if (!caller) {
      throw new PlatformError(
        'auth.invalid',
        'The token is unknown, has expired, or its owner has left.',
        {
          hint: 'Get a new one: gaia login, or sign in again.',
        },
      );
    }
    if (!identity.allows(caller, scope)) {
      throw new PlatformError('refused.auth.scope', `The token may not ${scope}.`, {
        hint: `Use a token with the scope "${scope}".`,
      });
    }
    return caller;
  };
}

async function subjectOf(request: Request, httpAuth: HttpAuthService): Promise<string> {
  try {
    const credentials = await httpAuth.credentials(request, { allow: ['user'] });
    return credentials.principal.userEntityRef;
  } catch (cause) {
    throw new PlatformError('auth.invalid', 'The token is not valid (any more).', {
      cause,
      hint: 'Sign in again.',
    });
  }
}
