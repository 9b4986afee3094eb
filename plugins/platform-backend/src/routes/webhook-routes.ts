import { createHmac, timingSafeEqual } from 'node:crypto';
import { PlatformError } from '@infraforge/kernel';
import type { Platform } from '@infraforge/platform';
import type { Request, Response } from 'express';
import type { Route } from './route-table';

type Payload = {
  readonly repository?: { readonly clone_url?: string; readonly html_url?: string };
};

/** GitHub's webhooks, from the forge or from GitHub: what they name is looked at at once instead of at the next poll. */
export function webhookRoutes(platform: Platform): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/v1/webhooks/github',
      open: 'the signature over the body proves the sender (X-Hub-Signature-256)',
      async handle(request: Request, response: Response) {
        const body = request.body as Buffer;
        if (
          !Buffer.isBuffer(body) ||
          !signed(body, platform.webhookSecret, request.get('x-hub-signature-256'))
        ) {
          throw new PlatformError('auth.signature', 'The signature does not fit the body.', {
            hint: 'Give the hook the secret of this installation.',
          });
        }
        const { repository } = JSON.parse(body.toString('utf8')) as Payload;
        const repoURL = repository?.clone_url;
        if (repoURL) platform.gitops.refresh({ repoURL });
        response.status(202).json({ accepted: Boolean(repoURL) });
      },
    },
  ];
}

function signed(body: Buffer, secret: string, header: string | undefined): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const given = Buffer.from(header ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
