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
  if (lock !== undefined) assertLockFits(manifest, lock);
  return names.length === 0 ? undefined : { manifest, lock };
}

/**
 * What `npm ci` refuses first: a lock that was not written for this package.json. Layers are found by the lock, so one that
 * is there already would hide it. Throws `cluster.image` with the names.
 */
function assertLockFits(manifest: string, lock: string): void {
  const wanted = parse(manifest, 'package.json');
  const packages = parse(lock, 'package-lock.json').packages as
    | Readonly<Record<string, Readonly<Record<string, object | undefined>>>>
    | undefined;
  const locked = packages?.[''];
  if (!locked) return;
  const names = ['dependencies', 'optionalDependencies', 'devDependencies'].flatMap((member) => {
    const [asked, known] = [wanted[member] ?? {}, locked[member] ?? {}] as [Versions, Versions];
    return Object.keys({ ...asked, ...known }).filter((name) => asked[name] !== known[name]);
  });
  if (names.length === 0) return;
  throw imageError(
    `package-lock.json does not fit package.json: ${[...new Set(names)].join(', ')}.`,
    'Run `npm install` and commit the new package-lock.json.',
  );
}

type Versions = Readonly<Record<string, string>>;

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
