import { createHmac, timingSafeEqual } from 'node:crypto';
import { PlatformError } from '@infraforge/kernel';
import type { GitopsControl } from '../applications/application-use-cases.ts';

type Payload = { readonly repository?: { readonly clone_url?: string } };

/**
 * Takes one of GitHub's webhooks, from the forge or from GitHub: what it names is looked at at once instead of at the
 * next poll. `signature` is the header X-Hub-Signature-256. Throws `auth.signature` and `request.body`.
 */
export function receiveWebhook(
  deps: { readonly secret: string; readonly gitops: GitopsControl },
  body: Uint8Array,
  signature: string | undefined,
): { readonly repository: string | undefined } {
  if (!isSigned(body, deps.secret, signature)) {
    throw new PlatformError('auth.signature', 'The signature does not fit the body.', {
      hint: 'Give the hook the secret of this installation.',
    });
  }
  const repository = parse(body).repository?.clone_url;
  if (repository) deps.gitops.refresh({ repoURL: repository });
  return { repository };
}

function parse(body: Uint8Array): Payload {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as Payload;
  } catch (cause) {
    throw new PlatformError('request.body', 'The body is no JSON.', { cause });
  }
}

function isSigned(body: Uint8Array, secret: string, signature: string | undefined): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const given = Buffer.from(signature ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
