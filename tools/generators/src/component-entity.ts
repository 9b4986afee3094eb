import { stringifyYaml } from '@infraforge/yaml';
import type { Component } from './component.ts';

/** Which system of the catalog holds the components of a category. */
const SYSTEMS: Readonly<Record<string, string>> = {
  compute: 'compute',
  data: 'data-services',
  networking: 'networking',
  observability: 'observability',
  security: 'security',
};

/**
 * The catalog-info.yaml of a component, in the shape that the seeds give `vpc-service`. Where a service of the catalog
 * already stands for the component, this one is a part of it.
 *
 * Throws when the category has no system.
 */
export function componentEntity({ name, about, dependsOn, service }: Component): string {
  const system = SYSTEMS[about.category];
  if (!system) {
    throw new Error(
      `${name}: no system for the category ${about.category}; there are ${Object.keys(SYSTEMS).join(', ')}`,
    );
  }
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: `${name}-component`,
      title: about.title,
      description: about.description,
      annotations: {
        'atmos.tools/component': name,
        'cost.platform.com/monthly-estimate': about.cost_estimate,
        'compliance.platform.com/level': 'production',
      },
      tags: ['aws', 'terraform'],
    },
    spec: {
      type: 'infrastructure-service',
      lifecycle: 'production',
      owner: 'platform-team',
      system,
      ...(service ? { subcomponentOf: `component:${service}` } : {}),
      dependsOn: [
        ...dependsOn.map((other) => `component:${other}-component`),
        'resource:aws-account',
      ],
    },
  };
  return `# Made from the stacks' catalog by \`npm run reference\`: change metadata.custom there.\n${stringifyYaml(entity)}`;
}
