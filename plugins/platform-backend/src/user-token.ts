import type { DiscoveryService } from '@backstage/backend-plugin-api';
import { PlatformError } from '@infraforge/plugin-platform-node';
import type { Request } from 'express';

/**
 * The Backstage token of the caller, whichever credential the request carries: a platform token is exchanged for its
 * owner's, so that Backstage's plugins see the same person. Throws `auth.invalid`.
 */
export async function userTokenOf(request: Request, discovery: DiscoveryService): Promise<string> {
  const authorization = request.headers.authorization ?? '';
  const token = authorization.replace(/^bearer\s+/i, '');
  if (!token.startsWith('ifp_')) return token;
  const base = await discovery.getBaseUrl('auth');
  const response = await fetch(`${base}/local/refresh`, {
    headers: { authorization, 'x-requested-with': 'XMLHttpRequest' },
  });
  const body = (await response.json().catch(() => undefined)) as
    | { backstageIdentity?: { token?: string } }
    | undefined;
  const exchanged = body?.backstageIdentity?.token;
  if (!exchanged)
    throw new PlatformError(
      'auth.invalid',
      'The token could not be exchanged for a portal session.',
    );
  return exchanged;
}
