import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The release that this checkout is: the version in its package.json. */
export async function readVersion(checkout: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8'));
  return String(manifest.version);
}
