import { plainValue } from '../../plain-value.ts';
import { FunctionError } from '../../problem.ts';
import { goFloat, isMap } from '../../values.ts';
import { define, type FunctionMap } from '../define.ts';
import { toJson } from '../json.ts';
import { toText } from './gomplate-convert.ts';

/** The data languages that gomplate's functions speak; the caller brings them. Each throws for what it cannot read. */
export type GomplateLanguages = {
  readonly parseYaml: (text: string) => unknown;
  readonly stringifyYaml: (value: unknown) => string;
  readonly parseToml: (text: string) => unknown;
  /** All values at a JSONPath of kubectl's kind: `{.a.b}`. */
  readonly valuesAt: (path: string, data: unknown) => readonly unknown[];
};

/** gomplate's `data`, without data sources. */
export function dataNamespace(languages: GomplateLanguages): FunctionMap {
  const { parseYaml, stringifyYaml, parseToml } = languages;
  return {
    JSON: define(['any'], (text) => mapOf(parseJson(toText(text)))),
    JSONArray: define(['any'], (text) => arrayOf(parseJson(toText(text)))),
    TOML: define(['any'], (text) => mapOf(parseToml(toText(text)))),
    ToJSON: define(['any'], (value) => toJson(value)),
    ToJSONPretty: define(['string', 'any'], (indent, value) => toJson(value, { indent })),
    ToYAML: define(['any'], (value) => stringifyYaml(plainValue(value))),
    YAML: define(['any'], (text) => mapOf(parseYaml(toText(text)))),
    YAMLArray: define(['any'], (text) => arrayOf(parseYaml(toText(text)))),
  };
}

function mapOf(value: unknown): unknown {
  if (isMap(value)) return value;
  throw new FunctionError(`unable to unmarshal object: it is ${typeof value}, not a map`);
}

function arrayOf(value: unknown): unknown {
  if (Array.isArray(value)) return value;
  throw new FunctionError(`unable to unmarshal array: it is ${typeof value}`);
}

/** JSON whose whole numbers are ints, and others float64, also when they are whole. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
      typeof value === 'number' && /[.eE]/.test(context?.source ?? '') ? goFloat(value) : value,
    );
  } catch (error) {
    throw new FunctionError(`unable to unmarshal object: ${(error as Error).message}`);
  }
}

/** gomplate's `coll.JSONPath`: one value as it is, several as a list. Throws FunctionError when there is none. */
export function jsonPathFunction({ valuesAt }: GomplateLanguages): FunctionMap {
  return {
    JSONPath: define(['string', 'any'], (path: string, data) => {
      const found = valuesAt(path.startsWith('{') ? path : `{${path}}`, data);
      if (found.length === 0) throw new FunctionError(`JSONPath ${path} found nothing`);
      return found.length === 1 && !/[*?]|\.\.|:/.test(path) ? found[0] : [...found];
    }),
  };
}
