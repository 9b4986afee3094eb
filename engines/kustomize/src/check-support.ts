import type { Problem } from '@infraforge/kernel';
import { BuildFailure } from './problem.ts';
import type { Kustomization } from './schema.ts';

const unsupported: Readonly<Record<string, string>> = {
  helmCharts: 'Render the chart into manifests and list those in resources.',
  helmChartInflationGenerator: 'Render the chart into manifests and list those in resources.',
  validators: 'Validate in CI, before the manifests are committed.',
};

const deprecated: Readonly<Record<string, string>> = {
  commonLabels: 'labels with includeSelectors',
  patchesJson6902: 'patches',
  patchesStrategicMerge: 'patches',
  vars: 'replacements',
};

/** Throws BuildFailure for each field that needs a program to be run; warns about fields that kustomize gives up. */
export function checkSupport(
  kustomization: Kustomization,
  file: string,
  warnings: Problem[],
): void {
  const used = (name: string) => {
    const value = kustomization[name as keyof Kustomization];
    return Array.isArray(value)
      ? value.length > 0
      : typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  };
  const problems = Object.entries(unsupported)
    .filter(([name]) => used(name))
    .map(([name, hint]) => ({
      code: 'kustomize.unsupported',
      message: `"${name}" is not supported, because it runs a program`,
      place: { file, path: name },
      hint,
    }));
  if (problems.length > 0) throw new BuildFailure(problems);
  for (const [name, instead] of Object.entries(deprecated)) {
    if (!used(name)) continue;
    warnings.push({
      code: 'kustomize.deprecated-field',
      message: `"${name}" is deprecated`,
      place: { file, path: name },
      hint: `Use ${instead}.`,
    });
  }
}
