import type { ResourceNodeView } from '@infraforge/plugin-platform-common';

export interface TreeNode {
  readonly resource: ResourceNodeView;
  readonly children: readonly TreeNode[];
}

export interface TreeFilter {
  readonly kind: string | undefined;
  readonly health: string | undefined;
}

/** Above this many, owners start folded: a picture of more is not read (UX.md). */
export const mostUnfolded = 60;

function byName(a: TreeNode, b: TreeNode): number {
  return (
    a.resource.kind.localeCompare(b.resource.kind) || a.resource.name.localeCompare(b.resource.name)
  );
}

/**
 * The resources below their owners. A node whose owner is not among them stands at the root; with a filter, owners of
 * what passes stay, so that one sees where it belongs.
 */
export function resourceTree(
  resources: readonly ResourceNodeView[],
  filter: TreeFilter,
): readonly TreeNode[] {
  const known = new Set(resources.map(({ uid }) => uid));
  const byParent = new Map<string | undefined, ResourceNodeView[]>();
  for (const resource of resources) {
    const { parent } = resource;
    const key = parent !== undefined && known.has(parent) ? parent : undefined;
    byParent.set(key, [...(byParent.get(key) ?? []), resource]);
  }
  const passes = ({ kind, health }: ResourceNodeView) =>
    (filter.kind ?? kind) === kind && (filter.health ?? health) === health;
  const below = (uid: string | undefined): readonly TreeNode[] =>
    (byParent.get(uid) ?? [])
      .map((resource) => ({ resource, children: below(resource.uid) }))
      .filter(({ resource, children }) => children.length > 0 || passes(resource))
      .sort(byName);
  return below(undefined);
}

/** How many nodes stand below. */
export function countBelow({ children }: TreeNode): number {
  return children.reduce((sum, child) => sum + 1 + countBelow(child), 0);
}
