import { messageOf } from '@infraforge/kernel';
import { parseAllYaml } from '@infraforge/yaml';
import { isRecord } from '../fields.ts';
import { matchesGlob } from '../glob.ts';
import type { GitFiles } from '../ports.ts';
import type { GitGenerator } from '../types.ts';
import { asTexts, flatten } from './flatten.ts';
import {
  type GeneratorContext,
  generated,
  type Parameters,
  type ParametersResult,
  refused,
} from './parameter-set.ts';
import { pathParameters } from './path-parameters.ts';
import { withValues } from './with-values.ts';

type Pattern = { readonly path: string; readonly exclude?: boolean };

/** The parameters of a git generator: one set for each directory, or for each object in each file, that it names. */
export async function gitParameters(
  generator: GitGenerator,
  files: GitFiles,
  context: GeneratorContext,
): Promise<ParametersResult> {
  const { repoURL, revision = 'HEAD' } = generator;
  try {
    const paths = await files.paths(repoURL, revision);
    if (!paths) {
      return refused(
        'git',
        `error generating params from git: repository ${repoURL} at ${revision} not found`,
      );
    }
    if (generator.directories) {
      return generated(directoryParameters(paths, generator.directories, generator, context));
    }
    if (!generator.files)
      return refused('git', 'error generating params from git: it names no directories or files');
    const read = (path: string) => files.read(repoURL, revision, path);
    return generated(await fileParameters(paths, generator.files, { generator, context, read }));
  } catch (error) {
    return refused('git', `error generating params from git: ${messageOf(error)}`);
  }
}

function directoryParameters(
  paths: readonly string[],
  patterns: readonly Pattern[],
  generator: GitGenerator,
  { set }: GeneratorContext,
): readonly Parameters[] {
  const directories = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/').slice(0, -1);
    for (const [index] of parts.entries()) {
      const upTo = parts.slice(0, index + 1);
      if (upTo.some((part) => part.startsWith('.'))) break;
      directories.add(upTo.join('/'));
    }
  }
  const matches = (pattern: string, path: string) =>
    matchesGlob(pattern.replaceAll('**', '*'), path, '/');
  return select([...directories].sort(), patterns, matches).map((path) => {
    const nested = set.spec.goTemplate === true;
    const parameters = pathParameters(path, { nested, prefix: generator.pathParamPrefix ?? '' });
    return withValues(parameters, generator.values, set);
  });
}

type FileRun = {
  readonly generator: GitGenerator;
  readonly context: GeneratorContext;
  readonly read: (path: string) => Promise<string>;
};

async function fileParameters(
  paths: readonly string[],
  patterns: readonly Pattern[],
  { generator, context, read }: FileRun,
): Promise<readonly Parameters[]> {
  const { set, newGitFileGlobbing = false } = context;
  const matches = newGitFileGlobbing ? doubleStar : pathspec;
  const nested = set.spec.goTemplate === true;
  const result: Parameters[] = [];
  for (const path of select([...paths].sort(), patterns, matches)) {
    const slash = path.lastIndexOf('/');
    const directory = slash === -1 ? '.' : path.slice(0, slash);
    const filename = path.slice(slash + 1);
    const about = pathParameters(directory, {
      nested,
      prefix: generator.pathParamPrefix ?? '',
      filename,
    });
    for (const object of objectsOf(await read(path), path)) {
      const own = nested ? object : asTexts(flatten(object));
      result.push(withValues({ ...own, ...about }, generator.values, set));
    }
  }
  return result;
}

function select(
  paths: readonly string[],
  patterns: readonly Pattern[],
  matches: (pattern: string, path: string) => boolean,
): readonly string[] {
  return paths.filter((path) => {
    const found = patterns.filter((pattern) => matches(pattern.path, path));
    return found.length > 0 && found.every(({ exclude }) => !exclude);
  });
}

/** `git ls-files`: `*` crosses `/`, and a directory means everything below it. */
function pathspec(pattern: string, path: string): boolean {
  return matchesGlob(pattern.replaceAll(/[{}]/g, '\\$&'), path) || path.startsWith(`${pattern}/`);
}

function doubleStar(pattern: string, path: string): boolean {
  return matchesGlob(pattern.replaceAll('**/', '{,**/}'), path, '/');
}

/** A file holds one object, or a list of them; an empty file holds an empty one. Only the first document counts. */
function objectsOf(text: string, path: string): readonly Parameters[] {
  const [value = null] = parseAllYaml(text, { file: path, duplicateKeys: 'last' });
  if (value === null) return [{}];
  if (isRecord(value)) return [value];
  if (Array.isArray(value) && value.every(isRecord)) return value;
  throw new TypeError(`unable to parse file ${path}: it is no map and no list of maps`);
}
