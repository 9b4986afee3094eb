import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileChange } from '@infraforge/scm';

/** The content folders of the root listing (DESIGN §3): what the platform's own content repository begins with. */
const CONTENT_FOLDERS = ['catalog', 'templates', 'infrastructure', 'deploy', 'examples', 'docs'];
const NOT_CONTENT = new Set(['node_modules', '.git']);

/** The files of this checkout that become `platform/content`. Folders that are not there are left out. */
export async function readContentFiles(checkout: string): Promise<readonly FileChange[]> {
  const files: FileChange[] = [];
  for (const folder of CONTENT_FOLDERS) await collect(checkout, folder, files);
  return files;
}

async function collect(root: string, path: string, files: FileChange[]): Promise<void> {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const child = `${path}/${entry.name}`;
    if (NOT_CONTENT.has(entry.name)) continue;
    if (entry.isDirectory()) await collect(root, child, files);
    if (!entry.isFile()) continue;
    const absolute = join(root, child);
    const { mode } = await lstat(absolute);
    files.push({
      path: child,
      content: await readFile(absolute),
      executable: (mode & 0o100) !== 0,
    });
  }
}
