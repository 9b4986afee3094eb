import type { Credentials } from '../context.ts';

/**
 * The token of an Authorization header, as GitHub takes it: `Bearer`, `token`, or `Basic` with the token as the password
 * (or as the name, with an empty password or `x-oauth-basic`). Undefined when the header holds none of these.
 */
export function parseAuthorization(header: string | undefined): Credentials | undefined {
  const match = /^(bearer|token|basic) +(\S+)$/i.exec(header?.trim() ?? '');
  const scheme = match?.[1]?.toLowerCase();
  const value = match?.[2];
  if (value === undefined) return undefined;
  if (scheme === 'bearer' || scheme === 'token') return { scheme, token: value };
  const [, name = '', password = ''] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
  if (password === '' || password === 'x-oauth-basic') return { scheme: 'basic', token: name };
  return { scheme: 'basic', username: name, token: password };
}
