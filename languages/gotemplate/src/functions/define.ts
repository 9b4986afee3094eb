import type { ParameterType, TemplateFunction } from '../values.ts';

/** Functions of a template by name. */
export type FunctionMap = Readonly<Record<string, TemplateFunction>>;

// biome-ignore lint/suspicious/noExplicitAny: parameter types are checked before the call
type Implementation = (...values: any[]) => unknown;

/** A function with a fixed number of parameters. */
export function define(
  parameters: readonly ParameterType[],
  call: Implementation,
): TemplateFunction {
  return { parameters, call };
}

/** A function whose last parameter may be given any number of times. */
export function defineVariadic(
  parameters: readonly ParameterType[],
  call: Implementation,
): TemplateFunction {
  return { parameters, variadic: true, call };
}
