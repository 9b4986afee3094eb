import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import { PlatformError } from '@infraforge/kernel';
import type { GitProgram } from './git-program.ts';

/**
 * A gzipped tar of a commit below the folder `prefix`. Packed here and not by git, which needs a `gzip` program before
 * 2.38. The process ends with the iteration, also when the caller stops early or the signal aborts.
 */
export async function* archiveCommit(
  git: GitProgram,
  repository: string,
  sha: string,
  prefix: string,
  signal?: AbortSignal,
): AsyncIterable<Uint8Array> {
  const folder = `${prefix.replace(/\/+$/, '')}/`;
  const child = git.start([
    ...[`--git-dir=${repository}`, 'archive', '--format=tar', `--prefix=${folder}`, sha],
  ]);
  const closed = once(child, 'close') as Promise<[number | null]>;
  const abort = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();
  try {
    for await (const chunk of child.stdout?.pipe(createGzip({ level: 1 })) ?? []) yield chunk;
    const [code] = await closed;
    signal?.throwIfAborted();
    if (code !== 0) throw new PlatformError('git.failed', `git archive ${sha} ended with ${code}`);
  } finally {
    signal?.removeEventListener('abort', abort);
    child.kill('SIGKILL');
  }
}
