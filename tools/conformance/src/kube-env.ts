import { canonicalJson } from '@infraforge/kernel';
import {
  type ContainerResources,
  expandVariables,
  metadataField,
  podFieldLabel,
  resourceField,
} from '@infraforge/kube';
import { judge, type KubeCase } from './kube-case.ts';
import type { Report } from './report.ts';

type Variable = { readonly name: string; readonly value: string };

/** Cases of environment variables: `$(NAME)`, fields and resources. */
export function runEnvironmentCase(report: Report, each: KubeCase): boolean {
  const path = String(each.fieldPath);
  const steps: Readonly<Record<string, () => string>> = {
    expand: () => expandVariables(String(each.input), each.vars as Record<string, string>),
    expandList: () => canonicalJson(expandList(each.env as readonly Variable[])),
    fieldPath: () => metadataField((each.pod as { metadata: object }).metadata, path),
    fieldLabel: () => podFieldLabel(path),
    resourceField: () =>
      resourceField(each.resources as ContainerResources, {
        resource: String(each.resource),
        divisor: String(each.divisor ?? ''),
      }),
  };
  const step = steps[each.op ?? ''];
  if (!step) return false;
  const result = each.convertedTo ?? each.result;
  judge(report, each, typeof result === 'object' ? canonicalJson(result) : String(result), step);
  return true;
}

function expandList(variables: readonly Variable[]): Readonly<Record<string, string>> {
  const known: Record<string, string> = {};
  for (const { name, value } of variables) known[name] = expandVariables(value, known);
  return known;
}
