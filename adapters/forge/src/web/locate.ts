import type { ForgeContext } from '../context.ts';
import { param } from '../http/exchange.ts';
import { notFound } from '../http/refusal.ts';
import type { RepositoryExchange } from '../http/route.ts';

export type Place = {
  /** As it stood in the address: a branch, a tag or an id. */
  readonly ref: string;
  readonly sha: string;
  readonly path: string;
};

/**
 * Splits `main/src/x` of an address into ref and path. Refs have slashes too: the longest branch or tag that fits wins,
 * else the first part as an object id.
 */
export async function locate(
  { repositories }: ForgeContext,
  exchange: RepositoryExchange,
): Promise<Place> {
  const { id } = exchange.repository;
  const rest = param(exchange, 'rest').replace(/\/+$/, '');
  const names = [...(await repositories.refs(id)).keys()].map((ref) =>
    ref.split('/').slice(2).join('/'),
  );
  const fitting = names.filter((name) => rest === name || rest.startsWith(`${name}/`));
  const [first = ''] = rest.split('/');
  const ref = fitting.sort((left, right) => right.length - left.length)[0] ?? first;
  const sha = await repositories.resolve(id, ref);
  if (sha === undefined) throw notFound();
  return { ref, sha, path: rest.slice(ref.length + 1) };
}
