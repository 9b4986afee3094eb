import type { PlatformUnderTest } from './platform-under-test.ts';

export type ApiAnswer = {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: documents of many shapes; each test asserts on what it reads.
  readonly body: any;
};

/** One call of the platform API (`/api/platform/v1`), or of another path of the portal's server when it begins with `/`. */
export async function callApi(
  platform: PlatformUnderTest,
  method: string,
  path: string,
  options: { readonly token?: string; readonly json?: unknown } = {},
): Promise<ApiAnswer> {
  const url = path.startsWith('/') ? path : `/api/platform/v1/${path}`;
  const response = await fetch(`${platform.portal}${url}`, {
    method,
    headers: {
      authorization: `Bearer ${options.token ?? (await platform.token())}`,
      ...(options.json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(options.json === undefined ? {} : { body: JSON.stringify(options.json) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

/** The portal's own token of a person, as a browser gets it. It lasts an hour. */
export async function signIn(platform: PlatformUnderTest, person: string): Promise<string> {
  const response = await fetch(`${platform.portal}/api/auth/local/refresh?user=${person}`, {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  if (!response.ok) throw new Error(`${person} cannot sign in: ${await response.text()}`);
  const session = (await response.json()) as { backstageIdentity: { token: string } };
  return session.backstageIdentity.token;
}

/** A platform token of a person: for git, the forge and the API. */
export async function tokenOf(platform: PlatformUnderTest, person: string): Promise<string> {
  const { status, body } = await callApi(platform, 'POST', 'tokens', {
    token: await signIn(platform, person),
    json: { description: `an end-to-end test of ${person}` },
  });
  if (typeof body?.token !== 'string')
    throw new Error(`${person} gets no token: ${status} ${JSON.stringify(body)}`);
  return body.token;
}
