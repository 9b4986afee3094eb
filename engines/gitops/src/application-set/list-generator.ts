import { messageOf } from '@infraforge/kernel';
import { parseYaml } from '@infraforge/yaml';
import { isRecord } from '../fields.ts';
import type { Generator } from '../types.ts';
import {
  type GeneratorContext,
  generated,
  type Parameters,
  type ParametersResult,
  refused,
} from './parameter-set.ts';

/** The elements of a list generator. Without Go templates every value must be text. */
export function listParameters(
  list: NonNullable<Generator['list']>,
  { set }: GeneratorContext,
): ParametersResult {
  const result: Parameters[] = [];
  for (const element of list.elements ?? []) {
    const flat = set.spec.goTemplate ? element : flatElement(element);
    if (typeof flat === 'string') {
      const hint = 'Write the value in quotes, or set spec.goTemplate: true.';
      return refused('list-element', `error generating params from list: ${flat}`, hint);
    }
    result.push(flat);
  }
  const { elementsYaml } = list as { elementsYaml?: unknown };
  if (typeof elementsYaml !== 'string' || elementsYaml === '') return generated(result);
  try {
    const more = parseYaml(elementsYaml);
    if (!Array.isArray(more) || !more.every(isRecord)) throw new TypeError('it is no list of maps');
    return generated([...result, ...more]);
  } catch (error) {
    return refused(
      'list-elements-yaml',
      `error unmarshalling decoded ElementsYaml: ${messageOf(error)}`,
    );
  }
}

/** The element with `values.*` flattened, or what is wrong with it. */
function flatElement(element: Parameters): Parameters | string {
  const flat: Record<string, string> = {};
  for (const [key, value] of Object.entries(element)) {
    const nested = key === 'values';
    if (nested && !isRecord(value)) return 'error parsing values map';
    const entries = nested && isRecord(value) ? Object.entries(value) : [[key, value] as const];
    for (const [name, item] of entries) {
      if (typeof item !== 'string') return `error parsing value of ${name} as string`;
      flat[nested ? `values.${name}` : name] = item;
    }
  }
  return flat;
}
