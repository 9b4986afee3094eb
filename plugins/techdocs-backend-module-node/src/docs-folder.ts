import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

/** Repositories are not trusted: what is more than this is refused, so that it fills neither memory nor disk. */
const LIMITS = {
  files: 5000,
  pageBytes: 2 ** 20,
  assetBytes: 10 * 2 ** 20,
  totalBytes: 200 * 2 ** 20,
};

export type DocsFile = {
  /** Relative to the docs folder, with `/`. */
  readonly path: string;
  readonly absolute: string;
  readonly isPage: boolean;
};

/**
 * The files of a docs folder, in order of their path. Symbolic links are passed over: they could lead out of the
 * repository. Throws an Error when there is no such folder, when it is outside `root`, or when it is larger than we serve.
 */
export async function listDocs(root: string, folder: string): Promise<readonly DocsFile[]> {
  const base = resolve(root, folder);
  if (base !== root && !base.startsWith(root + sep)) {
    throw new Error(`mkdocs.yml: docs_dir "${folder}" leads out of the repository`);
  }
  const actual = await realpath(base).catch(() => undefined);
  if (actual === undefined) throw new Error(`there is no folder "${folder}" with documentation`);
  if (actual !== base) throw new Error(`"${folder}" must be a folder, not a symbolic link`);

  const entries = await readdir(base, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((absolute) => ({
      path: relative(base, absolute).split(sep).join('/'),
      absolute,
      isPage: absolute.endsWith('.md'),
    }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
  await checkSizes(files);
  return files;
}

async function checkSizes(files: readonly DocsFile[]): Promise<void> {
  if (files.length > LIMITS.files) {
    throw new Error(
      `the documentation has ${files.length} files; at most ${LIMITS.files} are taken`,
    );
  }
  let total = 0;
  for (const { path, absolute, isPage } of files) {
    const { size } = await stat(absolute);
    const limit = isPage ? LIMITS.pageBytes : LIMITS.assetBytes;
    if (size > limit) throw new Error(`${path} has ${size} bytes; at most ${limit} are taken`);
    total += size;
  }
  if (total > LIMITS.totalBytes) {
    throw new Error(`the documentation has ${total} bytes; at most ${LIMITS.totalBytes} are taken`);
  }
}

/** A page's text without its front matter. */
export async function readPage(file: DocsFile): Promise<string> {
  const text = await readFile(file.absolute, 'utf8');
  return text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(\r?\n|$)/, '');
}
