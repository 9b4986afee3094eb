import { messageOf, type Problem } from '@infraforge/kernel';
import { type LabelSelector, matchesLabels } from '@infraforge/kube';
import { isRecord } from '../fields.ts';
import type { ScmProvider } from '../ports.ts';
import type { ApplicationSet, Generator } from '../types.ts';
import { listParameters } from './list-generator.ts';
import {
  type GeneratorContext,
  type ParameterSet,
  type Parameters,
  type ParametersResult,
  refused,
} from './parameter-set.ts';
import { scmParameters } from './scm-generator.ts';

/** Where generators ask. */
export type GeneratorSources = { readonly scm: ScmProvider };

/** Parameters of all generators that worked, in order, and the problems of those that did not. */
export type GeneratedParameters = {
  readonly parameterSets: readonly ParameterSet[];
  readonly problems: readonly Problem[];
};

/** Asks every generator of a set. When there is a problem nothing may be created, updated or deleted. */
export async function generateParameters(
  set: ApplicationSet,
  sources: GeneratorSources,
): Promise<GeneratedParameters> {
  const parameterSets: ParameterSet[] = [];
  const problems: Problem[] = [];
  for (const generator of set.spec.generators) {
    const result = await ask(generator, sources, { set, given: {} });
    if (!result.ok) {
      problems.push(...result.problems);
      continue;
    }
    for (const parameters of result.parameters) parameterSets.push({ parameters, generator });
  }
  return { parameterSets, problems };
}

async function ask(
  generator: Generator,
  sources: GeneratorSources,
  context: GeneratorContext,
): Promise<ParametersResult> {
  const result = await askUnselected(generator, sources, context);
  const { selector } = generator;
  if (!result.ok || !isRecord(selector)) return result;
  try {
    const kept = result.parameters.filter((parameters) =>
      matchesLabels(selector as LabelSelector, flatten(parameters)),
    );
    return { ok: true, parameters: kept };
  } catch (error) {
    return refused('generator-selector', `error parsing label selector: ${messageOf(error)}`);
  }
}

async function askUnselected(
  generator: Generator,
  sources: GeneratorSources,
  context: GeneratorContext,
): Promise<ParametersResult> {
  if (generator.list) return listParameters(generator.list, context);
  if (generator.scmProvider) return scmParameters(generator.scmProvider, sources.scm, context);
  const name = Object.keys(generator).find((key) => key !== 'selector') ?? '(empty)';
  const message = `error generating params from ${name}: this generator is not supported here`;
  return refused('generator', message, 'Use list or scmProvider.');
}

/** Nested parameters under dotted names, as selectors see them. */
function flatten(parameters: Parameters, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([key, value]) =>
      isRecord(value)
        ? Object.entries(flatten(value, `${prefix}${key}.`))
        : [[`${prefix}${key}`, String(value)] as const],
    ),
  );
}
