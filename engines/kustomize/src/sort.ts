import { currentId, namespaceOf, type Resource, type ResourceId } from './resource.ts';
import type { Kustomization } from './schema.ts';

const first = [
  'Namespace',
  'ResourceQuota',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'PodSecurityPolicy',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Endpoints',
  'Service',
  'LimitRange',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
];
const last = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** The objects in the order that `sortOptions` ask for; kustomize's legacy order by kind when they say nothing. */
export function sortResources(
  resources: readonly Resource[],
  options: Kustomization['sortOptions'],
): readonly Resource[] {
  if (options?.order === 'fifo') return resources;
  const custom = options?.legacySortOptions;
  const ranks = ranksOf(
    custom?.orderFirst ?? (custom ? [] : first),
    custom?.orderLast ?? (custom ? [] : last),
  );
  return resources
    .map((resource) => ({ resource, id: currentId(resource), namespace: namespaceOf(resource) }))
    .map((each) => ({
      ...each,
      kind: kindKey(each.id),
      key: `${each.namespace || '~X'}|${each.id.name}`,
    }))
    .sort(
      (left, right) =>
        (ranks.get(left.id.kind) ?? 0) - (ranks.get(right.id.kind) ?? 0) ||
        compare(left.kind, right.kind) ||
        compare(left.key, right.key),
    )
    .map((each) => each.resource);
}

function ranksOf(start: readonly string[], end: readonly string[]): ReadonlyMap<string, number> {
  return new Map([
    ...start.map((kind, index) => [kind, index - start.length] as const),
    ...end.map((kind, index) => [kind, index + 1] as const),
  ]);
}

// `~` sorts behind letters, which is how kustomize puts what has no group or namespace last.
function kindKey(id: ResourceId): string {
  return `${id.group || '~G'}_${id.version || '~V'}_${id.kind || '~K'}`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
