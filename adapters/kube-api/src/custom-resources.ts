import type { KubeObject } from '@infraforge/kube';
import type { ObjectStore } from '@infraforge/workloads';
import { ownResources, type Resource } from './resources.ts';

type Definition = {
  readonly group?: unknown;
  readonly scope?: unknown;
  readonly names?: {
    readonly kind?: unknown;
    readonly plural?: unknown;
    readonly singular?: unknown;
    readonly shortNames?: unknown;
    readonly categories?: unknown;
  };
  readonly versions?: unknown;
};

/** All that is served now: our own and what CustomResourceDefinitions of the cluster name. */
export async function servedResources(objects: ObjectStore): Promise<readonly Resource[]> {
  const { items } = await objects.list({
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
  });
  const own = new Set(ownResources.map(({ group, plural }) => `${group}/${plural}`));
  return [
    ...ownResources,
    ...items.flatMap(resourcesOf).filter(({ group, plural }) => !own.has(`${group}/${plural}`)),
  ];
}

/** One resource for each version that the definition serves; none when it is not whole. */
function resourcesOf(definition: KubeObject): readonly Resource[] {
  const { group, scope, names, versions } = (definition.spec ?? {}) as Definition;
  if (typeof group !== 'string' || !group.includes('.')) return [];
  if (typeof names?.kind !== 'string' || typeof names.plural !== 'string') return [];
  const { kind, plural } = names;
  const served = texts(
    (Array.isArray(versions) ? versions : [])
      .filter((each) => each?.served)
      .map(({ name }) => name),
  );
  return served.map((version) => ({
    group,
    version,
    kind,
    plural,
    singular: typeof names.singular === 'string' ? names.singular : kind.toLowerCase(),
    shortNames: texts(names.shortNames),
    isNamespaced: scope !== 'Cluster',
    categories: texts(names.categories),
    hasScale: false,
    isCustom: true,
  }));
}

function texts(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.filter((each) => typeof each === 'string') : [];
}
