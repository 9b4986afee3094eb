import { realpathSync } from 'node:fs';

/**
 * The flags of Node that hold a program to the modules of `roots` and let it find the names in the file `hosts`, on a
 * machine where pods have no root directory of their own.
 */
export function preloadFlags(roots: readonly string[], hosts: string): readonly string[] {
  const url = new URL('./pod-preload.ts', import.meta.url);
  for (const root of roots) url.searchParams.append('root', realpathSync(root));
  url.searchParams.set('hosts', hosts);
  return ['--import', url.href];
}
