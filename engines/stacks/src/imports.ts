import { isMap } from './data.ts';
import { refuse } from './failure.ts';
import type { Data } from './types.ts';

/** One entry of `import`. */
export type Import = {
  readonly path: string;
  readonly context: Data;
  readonly skipTemplates: boolean;
  readonly ignoreMissingValues: boolean;
  readonly skipIfMissing: boolean;
};

/** The entries of a file's `import`. Throws PlatformError `stacks.import` for a wrong one. */
export function importsOf(raw: Data, file: string): readonly Import[] {
  const list = raw.import;
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw invalid(file, 'it must be a list');
  return list.map((entry) => {
    if (typeof entry === 'string' && entry !== '') return { ...plain, path: entry };
    if (!isMap(entry)) throw invalid(file, 'an entry is empty');
    if (typeof entry.path !== 'string' || entry.path === '')
      throw invalid(file, 'a path is missing');
    return {
      path: entry.path,
      context: isMap(entry.context) ? entry.context : {},
      skipTemplates: entry.skip_templates_processing === true,
      ignoreMissingValues: entry.ignore_missing_template_values === true,
      skipIfMissing: entry.skip_if_missing === true,
    };
  });
}

const plain = {
  context: {},
  skipTemplates: false,
  ignoreMissingValues: false,
  skipIfMissing: false,
} as const;

function invalid(file: string, why: string) {
  return refuse('import', `invalid import in the manifest '${file}': ${why}`);
}

/** Whether a path names something that is not on this disk. */
export function isRemote(path: string): boolean {
  return /^(?:git::|s3::|gcs::|hg::|https?:\/\/|git@|github\.com\/|bitbucket\.org\/|gitlab\.com\/|[a-z]+:\/\/)/.test(
    path,
  );
}
