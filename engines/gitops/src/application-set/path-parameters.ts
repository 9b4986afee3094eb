import { normalizeName } from '@infraforge/gotemplate';
import type { Parameters } from './parameter-set.ts';

export type PathOptions = {
  /** Nested for Go templates, `path`, `path.basename`, `path[0]`, … otherwise. */
  readonly nested: boolean;
  /** `pathParamPrefix` of the generator. */
  readonly prefix: string;
  /** Name of the file, for the files generator. */
  readonly filename?: string;
};

/** What a template may say about a directory, or about the directory of a file. */
export function pathParameters(path: string, options: PathOptions): Parameters {
  const basename = path.slice(path.lastIndexOf('/') + 1);
  const { filename, prefix } = options;
  const named: Parameters = {
    basename,
    basenameNormalized: normalizeName(basename),
    ...(filename !== undefined && { filename, filenameNormalized: normalizeName(filename) }),
  };
  if (options.nested) {
    const about = { path, ...named, segments: path.split('/') };
    return prefix ? { [prefix]: { path: about } } : { path: about };
  }
  const name = prefix ? `${prefix}.path` : 'path';
  const segments = path.split('/');
  return {
    [name]: path,
    ...Object.fromEntries(Object.entries(named).map(([key, value]) => [`${name}.${key}`, value])),
    ...Object.fromEntries(segments.map((segment, index) => [`${name}[${index}]`, segment])),
  };
}
