import type { Platform } from '@infraforge/platform';
import type { Request, Response } from 'express';
import type { Route } from './route-table';

/** GitHub's webhooks, from the forge or from GitHub. */
export function webhookRoutes(platform: Platform): readonly Route[] {
  return [
    {
      method: 'post',
      path: '/v1/webhooks/github',
      open: 'the signature over the body proves the sender (X-Hub-Signature-256)',
      async handle(request: Request, response: Response) {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const { repository } = platform.receiveWebhook(body, request.get('x-hub-signature-256'));
        response.status(202).json({ accepted: repository !== undefined });
      },
    },
  ];
}
