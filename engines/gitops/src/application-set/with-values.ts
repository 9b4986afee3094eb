import type { ApplicationSet } from '../types.ts';
import type { Parameters } from './parameter-set.ts';
import { renderTextOf } from './render-text.ts';

/** The generator's `values`, each a template over the other parameters: `values.x`, nested with Go templates. */
export function withValues(
  parameters: Parameters,
  values: Readonly<Record<string, string>> | undefined,
  set: ApplicationSet,
): Parameters {
  if (!values || Object.keys(values).length === 0) return parameters;
  const render = renderTextOf(set);
  const rendered = Object.entries(values).map(
    ([key, text]) => [key, render(text, parameters)] as const,
  );
  if (set.spec.goTemplate) return { ...parameters, values: Object.fromEntries(rendered) };
  const flat = rendered.map(([key, text]) => [`values.${key}`, text] as const);
  return { ...parameters, ...Object.fromEntries(flat) };
}
