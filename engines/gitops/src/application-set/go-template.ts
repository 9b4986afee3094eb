import {
  argoCdFunctions,
  createTemplate,
  sprigFunctions,
  type Template,
  type TemplateOptions,
} from '@infraforge/gotemplate';
import { parseYaml, stringifyYaml } from '@infraforge/yaml';
import { isRecord } from '../fields.ts';

/** Sprig without what reads the environment or the network, and what Argo CD adds (applicationset/utils). */
const functions: NonNullable<TemplateOptions['functions']> = {
  ...sprigFunctions,
  ...argoCdFunctions,
  toYaml: (value: unknown) => stringifyYaml(value).replace(/\n$/, ''),
  fromYaml: (text: unknown) => mapOf(parseYaml(String(text))),
  fromYamlArray: (text: unknown) => listOf(parseYaml(String(text))),
};

/** Parsed texts of one set: its templates are rendered once for every parameter set. */
export type GoTemplates = { render(text: string, data: unknown): string };

/** `missingkey` is `default`, `zero` or `error` of a set's `goTemplateOptions`. */
export function goTemplates(missingkey: string | undefined): GoTemplates {
  const parsed = new Map<string, Template>();
  const option = missingkey === 'error' ? 'error' : 'default';
  return {
    render(text, data) {
      const known = parsed.get(text);
      const template = known ?? createTemplate(text, { functions, missingkey: option });
      if (!known) parsed.set(text, template);
      return template.render(data);
    },
  };
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw new TypeError('fromYaml takes the YAML of a map');
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TypeError('fromYamlArray takes the YAML of a list');
}
