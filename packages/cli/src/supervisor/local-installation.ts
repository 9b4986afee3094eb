import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CommandContext } from '../context.ts';
import { type Installation, installationAt } from './installation.ts';

/** The installation that a command means, by its real path: processes are found by it. */
export function localInstallation(
  context: Pick<CommandContext, 'checkout' | 'dataDirectory'>,
): Installation {
  return installationAt(context.checkout, realPath(context.dataDirectory()));
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Not there yet: its parent may be reached by a link.
    return path === dirname(path) ? path : join(realPath(dirname(path)), basename(path));
  }
}
