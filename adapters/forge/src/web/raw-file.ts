import { extname } from 'node:path';
import type { ForgeContext } from '../context.ts';
import { isBinary } from '../graphql/git-object-node.ts';
import { notFound } from '../http/refusal.ts';
import type { Reply } from '../http/reply.ts';
import type { RepositoryExchange } from '../http/route.ts';
import { locate } from './locate.ts';

/** The only types that a browser may show as something else than text. None of them runs. */
const IMAGES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
};

/** `/raw/<ref>/<path>`: the bytes of a file, as text or as something to download; never as a page of this origin. */
export async function rawFile(context: ForgeContext, exchange: RepositoryExchange): Promise<Reply> {
  const { repository } = exchange;
  const { sha, path } = await locate(context, exchange);
  const entry = await context.repositories.entry(repository.id, sha, path);
  const content =
    entry?.type === 'blob' ? await context.repositories.blob(repository.id, entry.sha) : undefined;
  if (!entry || !content) throw notFound();
  const other = isBinary(content) ? 'application/octet-stream' : 'text/plain; charset=utf-8';
  return {
    status: 200,
    content,
    headers: {
      etag: `"${entry.sha}"`,
      'content-type': IMAGES[extname(path).toLowerCase()] ?? other,
      'content-security-policy': "default-src 'none'; sandbox",
    },
  };
}
