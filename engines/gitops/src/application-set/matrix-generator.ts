import { isRecord } from '../fields.ts';
import type { Generator } from '../types.ts';
import { combineTexts, mergeDeep } from './combine.ts';
import {
  type GeneratorContext,
  generated,
  type Parameters,
  type ParametersResult,
  refused,
} from './parameter-set.ts';
import { renderTextOf } from './render-text.ts';

/** Asks one generator, for those that combine others. */
export type AskGenerator = (
  generator: Generator,
  context: GeneratorContext,
) => Promise<ParametersResult>;

/**
 * Every combination of two generators' parameters. The second may use those of the first in its own settings. With Go
 * templates the first one wins; without, a name with two values is an error.
 */
export async function matrixParameters(
  generators: readonly Generator[],
  context: GeneratorContext,
  ask: AskGenerator,
): Promise<ParametersResult> {
  const [first, second] = generators;
  if (!first || !second || generators.length > 2) {
    const count = generators.length;
    return refused(
      'matrix',
      `a matrix generator has exactly two generators, this one has ${count}`,
    );
  }
  const outer = await ask(first, context);
  if (!outer.ok) return outer;
  const result: Parameters[] = [];
  for (const left of outer.parameters) {
    const inner = await ask(interpolate(second, left, context) as Generator, {
      ...context,
      given: left,
    });
    if (!inner.ok) return inner;
    for (const right of inner.parameters) {
      if (context.set.spec.goTemplate) {
        result.push(mergeDeep(right, left));
        continue;
      }
      const combined = combineTexts(left, right);
      if (typeof combined === 'string') {
        return refused(
          'matrix',
          `failed to combine string maps with merging params: duplicate key ${combined}`,
        );
      }
      result.push(combined);
    }
  }
  return generated(result);
}

/**
 * The settings of a generator with the parameters of another one filled in. Its template is left for later, and so are
 * the values of a Go template, which would fail on parameters that are not there yet.
 */
function interpolate(value: unknown, given: Parameters, { set }: GeneratorContext): unknown {
  const render = renderTextOf(set);
  const walk = (item: unknown): unknown => {
    if (typeof item === 'string') return item.includes('{{') ? render(item, given) : item;
    if (Array.isArray(item)) return item.map(walk);
    if (!isRecord(item)) return item;
    return Object.fromEntries(
      Object.entries(item).map(([key, inner]) => [
        key,
        key === 'template' || (key === 'values' && set.spec.goTemplate) ? inner : walk(inner),
      ]),
    );
  };
  return walk(value);
}
