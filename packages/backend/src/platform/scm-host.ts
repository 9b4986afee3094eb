import { PlatformError } from '@infraforge/kernel';
import type { ScmHost } from '@infraforge/platform';

/** The Git host through GitHub's REST API, so that its webhooks fire and GitHub itself can take the forge's place. */
export function createScmHost(apiUrl: string, token: string): ScmHost {
  async function call(method: string, path: string, body?: unknown): Promise<void> {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/vnd.github+json',
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.ok || (method === 'DELETE' && response.status === 404)) return;
    const { message } = (await response.json().catch(() => ({}))) as { message?: string };
    throw new PlatformError(
      'scm.unavailable',
      `The Git host refused ${method} ${path}: ${message ?? response.status}`,
      {
        retryable: response.status >= 500,
      },
    );
  }
  return {
    archiveRepository: (owner, name) =>
      call('PATCH', `/repos/${owner}/${name}`, { archived: true }),
    deleteRepository: (owner, name) => call('DELETE', `/repos/${owner}/${name}`),
  };
}
