import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { findCycles } from './cycles.ts';
import { floorsBelow, onlyTypes } from './layers.ts';
import type { Package, Repository } from './repository.ts';
import { everyImport, excepted, isTestFile, packageName, type Violation } from './rule.ts';
import type { Settings } from './settings.ts';

function mayDependOn(
  from: Package,
  to: Package,
  settings: Settings,
  use: { readonly test: boolean; readonly typeOnly: boolean },
): string | undefined {
  if (from.directory === to.directory) return undefined;
  if (use.test && to.directory === 'tools/testkit') return undefined;
  if (from.layer === 'languages' && to.layer === 'languages') {
    if (settings.languages[from.directory]?.includes(to.directory)) return undefined;
    return `List it under "languages" in tools/architecture.json when ${to.directory} never needs ${from.directory}.`;
  }
  const floors = floorsBelow(from.layer);
  if (!floors.includes(to.layer)) {
    return `${from.layer} may import ${floors.join(', ') || 'nothing of ours'}. Take what you need through a port or a parameter (DESIGN §3).`;
  }
  if (onlyTypes(from.layer, to.layer) && !use.typeOnly && !use.test) {
    return 'A plugin takes the types only: write `import type`, and get the object from the service ref of plugin-platform-node.';
  }
  return undefined;
}

/** The table of DESIGN §3, for each import. */
export function downwards(repository: Repository, settings: Settings): readonly Violation[] {
  return everyImport(repository, (owner, file, found) => {
    const target = repository.packageNamed(packageName(found.specifier));
    if (!target || excepted(settings, 'imports point downwards', owner.directory, target.directory))
      return undefined;
    const use = { test: isTestFile(file.path), typeOnly: found.typeOnly };
    const remedy = mayDependOn(owner, target, settings, use);
    return remedy
      ? {
          path: file.path,
          line: found.line,
          message: `${owner.directory} imports ${target.directory}`,
          remedy,
        }
      : undefined;
  });
}

/** The table of DESIGN §3, for what package.json files declare. */
export function manifestsDownwards(
  repository: Repository,
  settings: Settings,
): readonly Violation[] {
  return repository.packages.flatMap((owner) =>
    [false, true].flatMap((test) =>
      [...(test ? owner.devDependencies : owner.dependencies)].flatMap((name) => {
        const target = repository.packageNamed(name);
        if (
          !target ||
          excepted(settings, 'manifests point downwards', owner.directory, target.directory)
        )
          return [];
        const remedy = mayDependOn(owner, target, settings, { test, typeOnly: true });
        const path = posix.join(owner.directory, 'package.json');
        return remedy
          ? [{ path, line: 1, message: `declares a dependency on ${target.directory}`, remedy }]
          : [];
      }),
    ),
  );
}

/** A package imports what its own package.json declares, so that it stands alone. */
export function declared(repository: Repository, settings: Settings): readonly Violation[] {
  const root = repository.packageAt('package.json');
  const isLoose = (owner: Package) => ['', 'tools'].includes(owner.directory);
  return everyImport(repository, (owner, file, found) => {
    const name = packageName(found.specifier);
    if (found.specifier.startsWith('.') || isBuiltin(found.specifier) || name === owner.name)
      return undefined;
    if (isLoose(owner) && repository.packageNamed(name)) return undefined;
    const forTests = isTestFile(file.path) || owner.layer === 'tools';
    const known =
      owner.dependencies.has(name) ||
      ((forTests || found.typeOnly) && owner.devDependencies.has(name)) ||
      (found.typeOnly && owner.devDependencies.has(typesOf(name))) ||
      (forTests && (root.devDependencies.has(name) || root.dependencies.has(name)));
    if (known || excepted(settings, 'imports are declared', file.path)) return undefined;
    const section = forTests ? 'devDependencies' : 'dependencies';
    return {
      path: file.path,
      line: found.line,
      message: `imports ${name}, which ${posix.join(owner.directory, 'package.json')} does not declare`,
      remedy: `Add "${name}" with its exact version to ${section} there, then npm install at the root.`,
    };
  });
}

function typesOf(name: string): string {
  return `@types/${name.replace(/^@/, '').replace('/', '__')}`;
}

/** A package has one door, its index.ts. */
export function insidePackage(repository: Repository): readonly Violation[] {
  return everyImport(repository, (owner, file, found) => {
    if (!found.specifier.startsWith('.')) return undefined;
    const target = posix.join(posix.dirname(file.path), found.specifier);
    const leaves = target.startsWith('..') || repository.packageAt(target) !== owner;
    return leaves
      ? {
          path: file.path,
          line: found.line,
          message: `reaches out of ${owner.directory || 'the root package'} by ${found.specifier}`,
          remedy: 'Import the other package by its name, through its index.ts.',
        }
      : undefined;
  });
}

/** Packages that import each other are one package. */
export function packageCycles(repository: Repository): readonly Violation[] {
  const imports = (owner: Package) =>
    owner.files
      .filter((file) => !isTestFile(file.path))
      .flatMap((file) => file.imports.map((found) => packageName(found.specifier)));
  const graph = new Map(
    repository.packages.map((owner) => {
      const names = new Set([...owner.dependencies, ...imports(owner)]);
      const targets = [...names].flatMap((name) => repository.packageNamed(name) ?? []);
      return [
        owner.directory,
        targets.map((to) => to.directory).filter((to) => to !== owner.directory),
      ];
    }),
  );
  return findCycles(graph).map((way) => ({
    path: posix.join(way[0] ?? '', 'package.json'),
    line: 1,
    message: `packages import each other: ${way.join(' → ')}`,
    remedy: 'Move what both need one floor down, or turn one direction into a port.',
  }));
}

/** Files that import each other when they run are one file. */
export function fileCycles(repository: Repository): readonly Violation[] {
  const files = repository.packages.flatMap((owner) => owner.files);
  const graph = new Map(
    files.map((file) => [
      file.path,
      file.imports
        .filter((found) => !found.typeOnly && found.specifier.startsWith('.'))
        .flatMap((found) => resolve(repository, file.path, found.specifier) ?? []),
    ]),
  );
  return findCycles(graph).map((way) => ({
    path: way[0] ?? '',
    line: 1,
    message: `files import each other: ${way.join(' → ')}`,
    remedy: 'Move what both need into a file of its own, or import the type only.',
  }));
}

function resolve(repository: Repository, from: string, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(from), specifier);
  const candidates = ['', '.ts', '.tsx', '.js', '/index.ts', '/index.tsx'].map(
    (ending) => target + ending,
  );
  return candidates.find((candidate) => repository.fileAt(candidate));
}
