import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Layer, layerOf } from './layers.ts';
import { parseSourceFile, type SourceFile } from './source-file.ts';

/** One package of the house, or what owns loose files: the root (directory `''`) and `tools`. */
export type Package = {
  readonly name: string;
  /** Relative to the repository, with `/`; empty for the root. */
  readonly directory: string;
  readonly layer: Layer;
  /** What a program of this package may import when it runs. */
  readonly dependencies: ReadonlySet<string>;
  /** What only its tests and its build may import. */
  readonly devDependencies: ReadonlySet<string>;
  readonly files: readonly SourceFile[];
};

/** All that the rules look at. */
export type Repository = {
  readonly packages: readonly Package[];
  /** The package that a name or a path belongs to. */
  packageNamed(name: string): Package | undefined;
  packageAt(path: string): Package;
  fileAt(path: string): SourceFile | undefined;
};

const skippedFolders = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'coverage',
  '.git',
  '.infraforge',
]);

/** Folders of content: read at run time, imported by nobody, so no rule for code holds in them. */
export const contentFolders = [
  'catalog',
  'templates',
  'infrastructure',
  'deploy',
  'examples',
  'docs',
];

/** Reads every package.json and every source file under `root`. */
export function readRepository(root: string): Repository {
  const paths = list(root, '').filter((path) => !contentFolders.includes(path.split('/')[0] ?? ''));
  const manifests = paths.filter((path) => /(^|\/)package\.json$/.test(path));
  const directories = manifests
    .map((path) => path.replace(/\/?package\.json$/, ''))
    .sort((left, right) => right.length - left.length);
  const directoryOf = (path: string) =>
    directories.find((directory) => directory === '' || path.startsWith(`${directory}/`)) ?? '';

  const files = new Map<string, SourceFile>();
  for (const path of paths) {
    if (/\.([cm]?[jt]s|[jt]sx)$/.test(path)) {
      files.set(path, parseSourceFile(path, readFileSync(join(root, path), 'utf8')));
    }
  }

  const packages = manifests.map((path): Package => {
    const directory = path.replace(/\/?package\.json$/, '');
    const manifest = JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest;
    return {
      name: manifest.name ?? directory,
      directory,
      layer: layerOf(directory),
      dependencies: namesOf(
        manifest.dependencies,
        manifest.peerDependencies,
        manifest.optionalDependencies,
      ),
      devDependencies: namesOf(manifest.devDependencies),
      files: [...files.values()].filter((file) => directoryOf(file.path) === directory),
    };
  });

  return {
    packages,
    packageNamed: (name) => packages.find((candidate) => candidate.name === name),
    packageAt(path) {
      const found = packages.find((candidate) => candidate.directory === directoryOf(path));
      if (!found) throw new Error(`${root} has no package.json that owns ${path}`);
      return found;
    },
    fileAt: (path) => files.get(path),
  };
}

type Manifest = {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

function namesOf(...groups: readonly (Readonly<Record<string, string>> | undefined)[]) {
  return new Set(groups.flatMap((group) => Object.keys(group ?? {})));
}

function list(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : list(root, path);
    return entry.isFile() ? [path] : [];
  });
}
