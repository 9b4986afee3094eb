import { chmodSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createTemplateRenderer, type TemplateValue } from 'nunjitsu';
import { parse } from 'yaml';

/** What a person fills in; the names are those of the template's parameters. */
export type FormValues = Readonly<Record<string, string | number | boolean>>;

/** Outputs of earlier steps, as `${{ steps.<id>.output.<name> }}` reads them. */
export type StepOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

type Step = { readonly id: string; readonly action: string; readonly input: unknown };

export type TemplateEntity = {
  readonly spec: {
    readonly parameters: readonly Readonly<Record<string, unknown>>[];
    readonly steps: readonly Step[];
  };
};

/** Reads a golden path's template.yaml. */
export function readTemplate(folder: string): TemplateEntity {
  return parse(readFileSync(join(folder, 'template.yaml'), 'utf8'));
}

/** The input that the scaffolder gives to a step's action: every string is rendered, and keeps the type of its value. */
export function stepInput(
  template: TemplateEntity,
  id: string,
  parameters: FormValues,
  outputs: StepOutputs,
): Record<string, unknown> {
  const step = template.spec.steps.find((candidate) => candidate.id === id);
  if (step === undefined) throw new Error(`the template has no step ${id}`);
  const renderer = createTemplateRenderer({ filters: { parseRepoUrl } });
  const steps = Object.fromEntries(
    Object.entries(outputs).map(([name, output]) => [name, { output }]),
  );
  const context = renderer.prepareContext({ parameters, steps });
  return JSON.parse(JSON.stringify(step.input), (_key, value: unknown) =>
    typeof value === 'string' ? renderer.renderValue(value, context) : value,
  );
}

/**
 * Writes a golden path's skeleton as `fetch:template` does: names and contents are rendered, but for the contents of
 * what `copyWithoutTemplating` names.
 */
export function renderSkeleton(
  folder: string,
  {
    values,
    copyWithoutTemplating = [],
  }: { values: TemplateValue; copyWithoutTemplating?: readonly string[] },
  target: string,
): void {
  const renderer = createTemplateRenderer({});
  const context = renderer.prepareContext({ values });
  const options = { cwd: folder };
  const literal = new Set(copyWithoutTemplating.flatMap((pattern) => globSync(pattern, options)));
  for (const path of globSync(['**/*', '**/.*', '.*/**/*'], options)) {
    const source = join(folder, path);
    if (!statSync(source).isFile()) continue;
    const file = join(target, renderer.render(path, context));
    const content = readFileSync(source, 'utf8');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, literal.has(path) ? content : renderer.render(content, context));
    chmodSync(file, statSync(source).mode);
  }
}

/** `host?owner=o&repo=r` taken apart, as the scaffolder's filter of that name does. */
function parseRepoUrl(url: unknown): Record<string, string> {
  const { host, searchParams } = new URL(`https://${String(url)}`);
  return { host, ...Object.fromEntries(searchParams) };
}
