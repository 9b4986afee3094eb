import { parseYaml } from '@infraforge/yaml';
import { type Layer, readText } from './layer.ts';
import { BuildFailure } from './problem.ts';
import type { Rules } from './rules.ts';
import { rulesFileSchema } from './schema.ts';

/** The rules of a layer after the files of its `configurations`. Throws BuildFailure. */
export async function loadConfigurations(layer: Layer): Promise<Rules> {
  let { rules } = layer;
  for (const [index, path] of (layer.kustomization.configurations ?? []).entries()) {
    const text = await readText(layer, path, `configurations.${index}`);
    const parsed = rulesFileSchema.safeParse(parseYaml(text, { file: path }) ?? {});
    if (!parsed.success) {
      throw new BuildFailure(
        parsed.error.issues.map((issue) => ({
          code: 'kustomize.configuration',
          message: `${issue.path.join('.')}: ${issue.message}`,
          place: { file: layer.directory === '' ? path : `${layer.directory}/${path}` },
        })),
      );
    }
    const { nameReference = [], ...fields } = parsed.data;
    rules = mergeRules(rules, {
      namespace: fields.namespace ?? [],
      labels: fields.commonLabels ?? [],
      templateLabels: fields.templateLabels ?? [],
      annotations: fields.commonAnnotations ?? [],
      images: fields.images ?? [],
      replicas: fields.replicas ?? [],
      namePrefix: fields.namePrefix ?? [],
      nameSuffix: fields.nameSuffix ?? [],
      varReference: fields.varReference ?? [],
      nameReference: nameReference.map(({ fieldSpecs, ...target }) => ({
        target,
        fields: fieldSpecs ?? [],
      })),
    });
  }
  return rules;
}

/** Both sets of rules, each rule once. */
export function mergeRules(left: Rules, right: Rules): Rules {
  if (left === right) return left;
  const merged = Object.keys(left).map((name) => {
    const member = name as keyof Rules;
    return [member, [...new Set([...left[member], ...right[member]])]] as const;
  });
  return Object.fromEntries(merged) as unknown as Rules;
}
