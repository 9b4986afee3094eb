import { normalGitUrl } from '../git-url.ts';
import { matchesGlob } from '../glob.ts';
import type { AppProject, Destination } from '../types.ts';

/** Where an application goes: the cluster by its URL and, when it is known, its name. */
export type Cluster = { readonly server: string; readonly name: string };

/** The one cluster that the platform has; Argo CD's name and URL for its own. */
export const localCluster: Cluster = {
  server: 'https://kubernetes.default.svc',
  name: 'in-cluster',
};

/** Whether applications of the project may take their source from a repository. `*` stops at `/`; `!` denies. */
export function permitsSource(project: AppProject, repoURL: string): boolean {
  const url = normalGitUrl(repoURL);
  let allowed = false;
  for (const entry of project.spec.sourceRepos ?? []) {
    const denies = entry.startsWith('!');
    const pattern = normalPattern(denies ? entry.slice(1) : entry);
    const matches = entry === '*' || matchesGlob(pattern, url, '/');
    if (denies && matches) return false;
    if (matches || denies) allowed = true;
  }
  return allowed;
}

/** Whether applications of the project may write to a namespace of a cluster. */
export function permitsDestination(
  project: AppProject,
  cluster: Cluster,
  namespace: string,
): boolean {
  let allowed = false;
  for (const entry of project.spec.destinations ?? []) {
    const outcome = judgeDestination(entry, cluster, namespace);
    if (outcome === 'denied') return false;
    if (outcome === 'allowed') allowed = true;
  }
  return allowed;
}

/** A denied cluster name denies every namespace; a denied server or namespace only where the rest matches. */
function judgeDestination(
  entry: Destination,
  cluster: Cluster,
  namespace: string,
): 'allowed' | 'denied' | undefined {
  const name = entry.name ? judge(entry.name, cluster.name) : undefined;
  const server = entry.server ? judge(entry.server, cluster.server) : undefined;
  const space = judge(entry.namespace ?? '', namespace);
  if (name === 'denied') return 'denied';
  if (server === 'denied' && space !== undefined) return 'denied';
  const onCluster = server === 'allowed' || (entry.server ? false : name === 'allowed');
  const byName = name === 'allowed' && cluster.name !== '';
  if (!onCluster && !byName) return undefined;
  return space;
}

function judge(entry: string, value: string): 'allowed' | 'denied' | undefined {
  if (entry.startsWith('!')) return matchesGlob(entry.slice(1), value) ? 'denied' : 'allowed';
  return matchesGlob(entry, value) ? 'allowed' : undefined;
}

export type ResourceType = {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespaced: boolean;
};

type KindEntry = { readonly group: string; readonly kind: string; readonly name?: string };

/** Cluster kinds are denied unless allowed; namespaced kinds are allowed unless there is a list or a denial. */
export function permitsKind(project: AppProject, resource: ResourceType): boolean {
  const { spec } = project;
  if (resource.namespaced) {
    const { namespaceResourceWhitelist: allowed, namespaceResourceBlacklist: denied = [] } = spec;
    return (allowed === undefined || lists(allowed, resource)) && !lists(denied, resource);
  }
  const { clusterResourceWhitelist: allowed = [], clusterResourceBlacklist: denied = [] } = spec;
  return lists(allowed, resource) && !lists(denied, resource);
}

function lists(entries: readonly KindEntry[], { group, kind, name }: ResourceType): boolean {
  return entries.some(
    (entry) =>
      matchesGlob(entry.group, group) &&
      matchesGlob(entry.kind, kind) &&
      (!entry.name || matchesGlob(entry.name, name)),
  );
}

/** A URL with wildcards is normalised like a URL as far as that leaves the pattern alone. */
function normalPattern(pattern: string): string {
  return pattern === '*' ? pattern : normalGitUrl(pattern);
}
