import type { Package, Repository } from './repository.ts';
import { everyImport, excepted, isTestFile, linesOf, packageName, type Violation } from './rule.ts';
import type { Settings } from './settings.ts';
import type { SourceFile } from './source-file.ts';

/** A file is one concept (DESIGN §3). Generated files and tables of test cases do not count. */
export function short(repository: Repository, settings: Settings): readonly Violation[] {
  const files = repository.packages.flatMap((owner) => owner.files);
  const counted = files.filter(
    (file) => !file.generated && !/\.cases\.ts$|\/testdata\//.test(file.path),
  );
  const tooLong = counted.flatMap((file): Violation[] => {
    const reason = settings.longFiles[file.path];
    if (file.lineCount <= 300 || (file.lineCount <= 500 && reason)) return [];
    const limit = file.lineCount > 500 ? 500 : 300;
    return [
      {
        path: file.path,
        line: limit + 1,
        message: `has ${file.lineCount} lines, more than ${limit}`,
        remedy:
          limit === 500
            ? 'Split it by concept. Tables of test cases may move to a .cases.ts file.'
            : 'Split it by concept, or give the reason why it is one under "longFiles" in tools/architecture.json.',
      },
    ];
  });
  const idle = Object.keys(settings.longFiles)
    .filter((path) => (repository.fileAt(path)?.lineCount ?? 0) <= 300)
    .map((path) => ({
      path: 'tools/architecture.json',
      line: 1,
      message: `gives a reason for ${path}, which is not over 300 lines`,
      remedy: 'Remove that line.',
    }));
  return [...tooLong, ...idle];
}

/** Tests replace what they are given, never what a module imports. */
export function moduleMocks(repository: Repository): readonly Violation[] {
  return linesOf(repository, (file) => file.moduleMocks, {
    message: 'replaces a module by a mock',
    remedy: 'Pass what the test replaces as a parameter or a port.',
  });
}

/** Data from outside is parsed at the edge of a package and nowhere else; its types may be named anywhere. */
export function zodInSchema(repository: Repository): readonly Violation[] {
  return everyImport(repository, (_owner, file, found) => {
    const allowed = /(^|\/)(schema\.ts|schema\/[^/]+\.ts)$/.test(file.path);
    if (packageName(found.specifier) !== 'zod' || found.typeOnly || allowed) return undefined;
    return {
      path: file.path,
      line: found.line,
      message: 'uses zod',
      remedy:
        'Put the schema into schema.ts (or a file under schema/) of this package and import it from there.',
    };
  });
}

/** The environment is a parameter everywhere but in a program. */
export function environment(repository: Repository, settings: Settings): readonly Violation[] {
  const rule = 'the environment is read in packages/';
  return linesOf(
    repository,
    (file, owner) =>
      owner.layer === 'packages' ||
      owner.layer === 'tools' ||
      isTestFile(file.path) ||
      excepted(settings, rule, file.path)
        ? []
        : file.environmentReads,
    {
      message: 'reads process.env',
      remedy: 'Take the value as a parameter; a program in packages/ reads the environment.',
    },
  );
}

const databaseClients = new Set(['pg', 'kysely', 'knex', 'pg-pool', 'postgres']);

/** Only adapters/postgres speaks SQL (DESIGN §4.3). */
export function sql(repository: Repository, settings: Settings): readonly Violation[] {
  const rule = 'SQL stands in adapters/postgres';
  const foreign = (file: SourceFile, owner: Package) =>
    owner.directory !== 'adapters/postgres' &&
    owner.layer !== 'tools' &&
    !excepted(settings, rule, file.path);
  const remedy = 'Add a function to adapters/postgres and call it, through a port where one is.';
  const statements = linesOf(repository, (file, owner) => (foreign(file, owner) ? file.sql : []), {
    message: 'holds an SQL statement',
    remedy,
  });
  const clients = everyImport(repository, (owner, file, found) => {
    const name = packageName(found.specifier);
    if (!databaseClients.has(name) || !foreign(file, owner)) return undefined;
    return {
      path: file.path,
      line: found.line,
      message: `uses the database client ${name}`,
      remedy,
    };
  });
  return [...statements, ...clients];
}
