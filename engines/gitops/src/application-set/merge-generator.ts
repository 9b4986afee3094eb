import { canonicalJson } from '@infraforge/kernel';
import type { Generator } from '../types.ts';
import { mergeDeep } from './combine.ts';
import type { AskGenerator } from './matrix-generator.ts';
import {
  type GeneratorContext,
  generated,
  type Parameters,
  type ParametersResult,
  refused,
} from './parameter-set.ts';

/**
 * The parameters of the first generator with those of the others laid over them where all merge keys are equal; keys
 * that are missing on both sides are equal. Within a generator the keys have to be unique.
 */
export async function mergeParameters(
  merge: { readonly generators: readonly Generator[]; readonly mergeKeys: readonly string[] },
  context: GeneratorContext,
  ask: AskGenerator,
): Promise<ParametersResult> {
  const { generators, mergeKeys } = merge;
  if (generators.length < 2) {
    return refused('merge', 'found less than two generators, Merge requires two or more');
  }
  if (mergeKeys.length === 0) return refused('merge', 'no merge keys were specified');
  let base: ReadonlyMap<string, Parameters> | undefined;
  for (const generator of generators) {
    const result = await ask(generator, context);
    if (!result.ok) return result;
    const byKey = new Map(result.parameters.map((each) => [keyOf(each, mergeKeys), each]));
    if (byKey.size !== result.parameters.length) {
      return refused(
        'merge',
        'the parameters from a generator were not unique by the given mergeKeys',
      );
    }
    base = base ? overlaid(base, byKey, context) : byKey;
  }
  return generated([...(base?.values() ?? [])]);
}

function overlaid(
  base: ReadonlyMap<string, Parameters>,
  over: ReadonlyMap<string, Parameters>,
  { set }: GeneratorContext,
): ReadonlyMap<string, Parameters> {
  return new Map(
    [...base].map(([key, parameters]) => {
      const more = over.get(key);
      if (!more) return [key, parameters];
      return [key, set.spec.goTemplate ? mergeDeep(parameters, more) : { ...parameters, ...more }];
    }),
  );
}

function keyOf(parameters: Parameters, mergeKeys: readonly string[]): string {
  return canonicalJson(mergeKeys.map((key) => parameters[key] ?? null));
}
