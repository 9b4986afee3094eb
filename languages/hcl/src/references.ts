import { getReferencesInExpression } from '@cdktn/hcl2json';
import type { TerraformModule } from './types.ts';

/** A reference that leads nowhere: Terraform would refuse the module. */
export type BrokenReference = { readonly file: string; readonly reference: string };

/** Names that Terraform itself gives a meaning to. */
const BUILT_IN = new Set(['each', 'count', 'self', 'path', 'terraform']);

/**
 * Every reference of a module that names no declared variable, local value, resource, data source or module call, in
 * the order of the files. Attributes of resources are not judged: that takes the provider's schema.
 */
export async function brokenReferences(
  module: TerraformModule,
): Promise<readonly BrokenReference[]> {
  const declared = new Set([
    ...module.variables.map(({ name }) => `var.${name}`),
    ...module.locals.map((name) => `local.${name}`),
    ...[...module.resources, ...module.data, ...module.ephemeral].map(({ address }) => address),
    ...module.modules.map(({ address }) => `module.${address}`),
  ]);
  const iterators = new Set(
    [...module.resources, ...module.data, ...module.ephemeral].flatMap(({ body }) =>
      dynamicLabels(body),
    ),
  );
  const broken: BrokenReference[] = [];
  for (const { file, text } of module.expressions) {
    for (const { value } of await getReferencesInExpression(file, text)) {
      const [root = '', ...rest] = value.split('.');
      if (BUILT_IN.has(root) || iterators.has(root)) continue;
      const address = [
        root,
        ...rest.slice(0, root === 'data' || root === 'ephemeral' ? 2 : 1),
      ].join('.');
      if (!declared.has(address.replace(/\[.*$/, ''))) broken.push({ file, reference: value });
    }
  }
  return broken;
}

/** `dynamic "rule"` brings the name `rule` into scope, or what its `iterator` says. */
function dynamicLabels(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(dynamicLabels);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [
    ...(key === 'dynamic' && typeof child === 'object' && child !== null ? Object.keys(child) : []),
    ...(key === 'iterator' && typeof child === 'string' ? [child.replace(/[${}]/g, '')] : []),
    ...dynamicLabels(child),
  ]);
}
