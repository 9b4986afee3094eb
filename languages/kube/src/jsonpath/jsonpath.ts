import { goJson, goSprint } from '../go-text.ts';
import { findResults, type PathOptions } from './evaluate.ts';
import { FloatLiteral, wrongPath } from './nodes.ts';
import { parseTemplate } from './parse.ts';

/**
 * What a kubectl JSONPath template (`-o jsonpath=…`) prints for an object. Throws PlatformError `kube.jsonpath`.
 * Rule: client-go `util/jsonpath`.
 */
export function renderJsonPath(
  template: string,
  data: unknown,
  options: PathOptions = { allowMissingKeys: true },
): string {
  const results = findResults(parseTemplate(template), data, options);
  return results.map((values) => values.map(printed).join(' ')).join('');
}

/** All values that a path finds, in order: `{.items[*].metadata.name}`. Throws PlatformError `kube.jsonpath`. */
export function valuesAt(
  path: string,
  data: unknown,
  options: PathOptions = { allowMissingKeys: true },
): readonly unknown[] {
  return findResults(parseTemplate(path), data, options).flat();
}

function printed(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof FloatLiteral) return goSprint(value.value);
  return typeof value === 'object' ? goJson(value) : goSprint(value);
}

/**
 * A path as kubectl lets people write it (`metadata.name`, `.metadata.name`, `{.metadata.name}`), in braces. Throws
 * PlatformError `kube.jsonpath`.
 */
export function relaxedPath(text: string): string {
  if (text === '') return text;
  const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(text);
  if (!match)
    throw wrongPath(
      `unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'`,
    );
  return `{.${match[1] ?? match[2]}}`;
}
