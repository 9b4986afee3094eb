import { traversalsIn } from './traversals.ts';
import type { TerraformModule } from './types.ts';

/** A traversal in an expression, such as `var.name` or `aws_vpc.this.id`, and the file that it stands in. */
export type Reference = { readonly file: string; readonly reference: string };

/** Names that Terraform itself gives a meaning to. */
const BUILT_IN = new Set(['each', 'count', 'self', 'path', 'terraform']);

/**
 * Every reference of a module that names no declared variable, local value, resource, data source or module call, in
 * the order of the files. Attributes of resources are not judged: that takes the provider's schema.
 */
export async function brokenReferences(module: TerraformModule): Promise<readonly Reference[]> {
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
  return (await referencesOf(module)).filter(({ reference }) => {
    const [root = '', ...rest] = reference.split('.');
    if (BUILT_IN.has(root) || iterators.has(root)) return false;
    const labels = root === 'data' || root === 'ephemeral' ? 2 : 1;
    return !declared.has([root, ...rest.slice(0, labels)].join('.').replace(/\[.*$/, ''));
  });
}

/** Every reference that the expressions of a module make outside their own scopes, in the order of the files. */
export async function referencesOf(module: TerraformModule): Promise<readonly Reference[]> {
  const found: Reference[] = [];
  for (const { file, text } of module.expressions) {
    for (const reference of await traversalsIn(file, text)) found.push({ file, reference });
  }
  return found;
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
