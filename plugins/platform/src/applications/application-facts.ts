import type { ApplicationView, ResourceNodeView } from '@infraforge/plugin-platform-common';
import { refusalOf } from '../hooks/use-refusal';

export type ApplicationTab = 'resources' | 'diff' | 'history' | 'windows';

/** Where an application's page is; its resources are what it opens with. */
export function applicationPath(name: string, tab: ApplicationTab = 'resources'): string {
  const base = `/applications/${encodeURIComponent(name)}`;
  return tab === 'resources' ? base : `${base}/${tab}`;
}

/** Why the reader may not sync or roll back; undefined when they may. The platform says which it is. */
export function refusalFor({ yours, team }: ApplicationView): string | undefined {
  if (yours !== false) return undefined;
  return refusalOf({ subject: '', displayName: '', role: 'member', groups: [] }, team);
}

/** `payments/orders` of a repository's URL: what its own page is called. */
export function repositoryName(url: string): string {
  return url.replace(/^https?:\/\/[^/]+\//, '').replace(/\.git$/, '');
}

/** The resources as a tree. Where the platform sent none, what stands in the source is shown flat. */
export function treeOf({ tree, resources }: ApplicationView): readonly ResourceNodeView[] {
  if (tree) return tree;
  return resources.map(
    ({ group = '', wave: _wave, hook: _hook, requiresPruning: _p, ...rest }) => ({
      ...rest,
      group,
      uid: `${group}/${rest.kind}/${rest.namespace}/${rest.name}`,
    }),
  );
}
