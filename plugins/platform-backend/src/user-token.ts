import type { DiscoveryService } from '@backstage/backend-plugin-api';
import type { Platform } from '@infraforge/platform';
import { PlatformError } from '@infraforge/plugin-platform-node';
import type { Request } from 'express';

/**
 * The Backstage token of the caller, whichever credential the request carries: a platform token is exchanged for its
 * owner's, so that Backstage's plugins see the same person. Throws `auth.invalid`.
 */
export async function userTokenOf(request: Request, discovery: DiscoveryService): Promise<string> {
  const authorization = request.headers.authorization ?? '';
  const token = authorization.replace(/^bearer\s+/i, '');
  return token.startsWith('ifp_') ? exchange(token, discovery) : token;
}

/**
 * The Backstage token of a person for whom the platform goes on with what they began, after the server that heard them was
 * killed. Throws `auth.person-gone`, and `auth.invalid`.
 */
export async function tokenInNameOf(
  subject: string,
  { identity }: Pick<Platform, 'identity'>,
  discovery: DiscoveryService,
): Promise<string> {
  const caller = identity.bySubject(subject, 'portal');
  if (!caller) {
    throw new PlatformError('auth.person-gone', `${subject}, who asked for it, is not known.`);
  }
  const { id, token } = await identity.createToken(caller, {
    description: 'The platform goes on with what was interrupted',
    scopes: undefined,
    expiresAt: new Date(Date.now() + 60_000),
  });
  try {
    return await exchange(token, discovery);
  } finally {
    await identity.revokeToken(caller, id);
  }
}

async function exchange(platformToken: string, discovery: DiscoveryService): Promise<string> {
  const base = await discovery.getBaseUrl('auth');
  const response = await fetch(`${base}/local/refresh`, {
    headers: {
      authorization: `Bearer ${platformToken}`,
      'x-requested-with': 'XMLHttpRequest',
    },
  });
  const body = (await response.json().catch(() => undefined)) as
    | { backstageIdentity?: { token?: string } }
    | undefined;
  const exchanged = body?.backstageIdentity?.token;
  if (!exchanged)
    throw new PlatformError(
      'auth.invalid',
      'The token could not be exchanged for a portal session.',
      // While the server starts there is nobody to ask.
      { retryable: response.status === 404 || response.status >= 500 },
    );
  return exchanged;
}
