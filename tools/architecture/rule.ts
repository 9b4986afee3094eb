import type { Package, Repository } from './repository.ts';
import type { Settings } from './settings.ts';
import type { Import, SourceFile } from './source-file.ts';

/** One place where the house is not as it was designed, and what to do there. */
export type Violation = {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
};

export type Rule = (repository: Repository, settings: Settings) => readonly Violation[];

/** Tests, their helpers and the configuration of tools: they never run in the product. */
export function isTestFile(path: string): boolean {
  return (
    /\.(test|cases)\.[a-z]+$/.test(path) ||
    /(^|\/)(testing|test|tests|dev|__\w+__)\//.test(path) ||
    /(^|\/)(setupTests\.ts|\.eslintrc\.c?js|[\w.]+\.config\.[cm]?[jt]s)$/.test(path)
  );
}

/** True when tools/architecture.json allows this one place, with a reason. */
export function excepted(settings: Settings, rule: string, from: string, to?: string): boolean {
  return settings.exceptions.some(
    (exception) => exception.rule === rule && exception.from === from && exception.to === to,
  );
}

/** The package that an import's specifier names: `zod` of `zod/v4`, `@a/b` of `@a/b/c`. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** What `check` finds at each import of the house. */
export function everyImport(
  repository: Repository,
  check: (owner: Package, file: SourceFile, found: Import) => Violation | undefined,
): readonly Violation[] {
  return repository.packages.flatMap((owner) =>
    owner.files.flatMap((file) => file.imports.flatMap((found) => check(owner, file, found) ?? [])),
  );
}

/** The same finding at each of the lines that `lines` names. */
export function linesOf(
  repository: Repository,
  lines: (file: SourceFile, owner: Package) => readonly number[],
  says: { readonly message: string; readonly remedy: string },
): readonly Violation[] {
  return repository.packages.flatMap((owner) =>
    owner.files.flatMap((file) =>
      lines(file, owner).map((line) => ({ path: file.path, line, ...says })),
    ),
  );
}
