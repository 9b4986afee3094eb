import type { Problem } from '@infraforge/kernel';
import type { ApplicationSet, Generator } from '../types.ts';

/** Values that a template is filled with. Nested only where the set uses Go templates. */
export type Parameters = Readonly<Record<string, unknown>>;

/** Parameters, and the generator that they come from: its own template is laid over the set's. */
export type ParameterSet = { readonly parameters: Parameters; readonly generator: Generator };

export type ParametersResult =
  | { readonly ok: true; readonly parameters: readonly Parameters[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What a generator is given beside its own settings. */
export type GeneratorContext = {
  readonly set: ApplicationSet;
  /** Parameters of the first generator of a matrix, for the second. */
  readonly given: Parameters;
  /** Argo CD's setting of that name: `*` stops at `/` in the patterns of the files generator. Default false. */
  readonly newGitFileGlobbing?: boolean;
};

export function generated(parameters: readonly Parameters[]): ParametersResult {
  return { ok: true, parameters };
}

export function refused(code: string, message: string, hint?: string): ParametersResult {
  return { ok: false, problems: [{ code: `gitops.${code}`, message, ...(hint && { hint }) }] };
}
