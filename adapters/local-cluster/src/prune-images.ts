import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sha256 } from '@infraforge/kernel';
import type { DataDirectory } from './data-directory.ts';
import { readJsonFile } from './json-file.ts';
import { removeTree } from './temporary.ts';

/** Builds of the last day are kept, for a rollback; older ones only while a pod uses them. */
const KEEP_BUILDS_MS = 24 * 60 * 60_000;
/** A layer that no build uses is kept for a month: `make up` prepares some. */
const KEEP_LAYERS_MS = 30 * 24 * 60 * 60_000;

/** Removes builds and layers that nothing has needed for long. */
export async function pruneImages(
  data: DataDirectory,
  inUse: readonly string[],
  now: Date,
): Promise<void> {
  const used = new Set(inUse.map((image) => sha256(image)));
  const layers = new Set<string>();
  for (const digest of await digestsIn(data.builds)) {
    const directory = join(data.builds, digest);
    if (used.has(digest) || (await age(directory, now)) < KEEP_BUILDS_MS) {
      const record = (await readJsonFile(join(directory, 'build.json'))) as
        | { modules?: string }
        | undefined;
      if (record?.modules) layers.add(basename(dirname(record.modules)));
    } else await removeTree(directory);
  }
  for (const key of await digestsIn(data.layers)) {
    const directory = join(data.layers, key);
    if (!layers.has(key) && (await age(directory, now)) > KEEP_LAYERS_MS) {
      await removeTree(directory);
    }
  }
}

async function digestsIn(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory).catch(() => []);
  return names.filter((name) => /^[0-9a-f]{64}$/.test(name));
}

async function age(path: string, now: Date): Promise<number> {
  return now.getTime() - (await stat(path)).mtimeMs;
}
