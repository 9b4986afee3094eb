/** Names under which a machine reaches itself. */
const LOOPBACK =
  /^(localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+(\.[a-z0-9-]+)*\.localhost|backstage\.local)$/i;

type RequestHead = {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
};

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Why a request is not served, undefined when it is: another Host is a rebound DNS name (DESIGN §7), and a write with a
 * foreign Origin comes from a page of somebody else's.
 */
export function refusalOf(request: RequestHead, baseUrl: URL): string | undefined {
  const host = request.host ?? '';
  if (!isOwn(host, baseUrl)) {
    return `This server does not answer as "${host}". Open ${baseUrl.origin}.`;
  }
  if (READING.has(request.method) || request.origin === undefined) return undefined;
  const origin = URL.parse(request.origin);
  if (origin && isOwn(origin.host, baseUrl)) return undefined;
  return `A page of ${request.origin} may not write here.`;
}

function isOwn(host: string, baseUrl: URL): boolean {
  if (host === baseUrl.host) return true;
  const name = host.replace(/:\d+$/, '');
  return LOOPBACK.test(name);
}
