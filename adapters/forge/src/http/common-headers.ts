/** The release of GitHub Enterprise whose API this forge follows; clients choose features by it. */
export const ENTERPRISE_VERSION = '3.17.0';

/** Calls an hour that are announced. There is no such limit here, and clients wait when they are told of none left. */
const RATE_LIMIT = 15_000;

/** Headers of every answer. */
export function commonHeaders(requestId: string): Readonly<Record<string, string>> {
  return {
    'x-github-request-id': requestId,
    'x-github-media-type': 'github.v3; format=json',
    'x-github-enterprise-version': ENTERPRISE_VERSION,
    'x-ratelimit-limit': String(RATE_LIMIT),
    'x-ratelimit-remaining': String(RATE_LIMIT),
    'x-ratelimit-used': '0',
    'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600),
    'x-ratelimit-resource': 'core',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-cache',
    vary: 'Accept, Authorization',
  };
}
