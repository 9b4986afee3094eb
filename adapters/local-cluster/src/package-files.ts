import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '@infraforge/kernel';
import { imageError } from './image.ts';

/** What npm installs from. */
export type PackageFiles = {
  /** The text of package.json. */
  readonly manifest: string;
  /** The text of package-lock.json. */
  readonly lock: string | undefined;
};

/** package.json and its lock; undefined when the program has no dependencies. */
export async function readPackageFiles(directory: string): Promise<PackageFiles | undefined> {
  const manifest = await readText(join(directory, 'package.json'));
  if (manifest === undefined) return undefined;
  const lock = await readText(join(directory, 'package-lock.json'));
  const { dependencies, optionalDependencies } = parse(manifest, 'package.json');
  const names = Object.keys({ ...(dependencies ?? {}), ...(optionalDependencies ?? {}) });
  return names.length === 0 ? undefined : { manifest, lock };
}

/** The members of a JSON object; throws `cluster.image` when the text is none. */
export function parse(text: string, file: string): Readonly<Record<string, object | undefined>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, object>;
  } catch (error) {
    throw imageError(`${file} is no JSON.`, 'Correct it and push again.', error);
  }
  throw imageError(`${file} is no JSON object.`, 'Correct it and push again.');
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
