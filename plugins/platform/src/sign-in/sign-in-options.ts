import type { DiscoveryApi } from '@backstage/frontend-plugin-api';
import { requestErrorOf } from '../api/request-error';

/** One who may sign in on this laptop. */
export interface SignInOption {
  readonly name: string;
  readonly title: string;
  readonly team?: string;
  readonly role?: string;
}

/**
 * Who may sign in; needs no token. Guest comes first, the rest as the platform lists them.
 * @throws RequestError when the platform refuses
 */
export async function loadSignInOptions(
  discoveryApi: DiscoveryApi,
  signal: AbortSignal,
): Promise<readonly SignInOption[]> {
  const base = await discoveryApi.getBaseUrl('platform');
  const response = await fetch(`${base}/v1/sign-in-options`, { signal });
  if (!response.ok) throw await requestErrorOf(response);
  const { items } = (await response.json()) as { readonly items: readonly SignInOption[] };
  return [...items].sort((a, b) => Number(b.name === 'guest') - Number(a.name === 'guest'));
}
