import { RE2JS } from 're2js';
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
    const pattern = normalGitUrl(denies ? entry.slice(1) : entry);
    const matches = entry === '*' || matchesGlob(pattern, url, '/');
    if (denies && matches) return false;
    if (matches || denies) allowed = true;
  }
  return allowed;
}

/**
 * Whether applications of the project may write to a namespace of a cluster. `projectClusters` are the clusters that
 * belong to the project, for those that permit no other.
 */
export function permitsDestination(
  project: AppProject,
  cluster: Cluster,
  namespace: string,
  projectClusters: readonly Cluster[] = [],
): boolean {
  if (cluster.server === '') return false;
  const own = projectClusters.some(
    ({ server, name }) => server === cluster.server || (name !== '' && name === cluster.name),
  );
  if (project.spec.permitOnlyProjectScopedClusters && !own) return false;
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
  const named = entry.name && cluster.name !== '';
  const name = named ? judge(entry.name ?? '', cluster.name) : undefined;
  const server = entry.server ? judge(entry.server, cluster.server) : undefined;
  const space = judge(entry.namespace ?? '', namespace);
  if (name === 'denied') return 'denied';
  if (server === 'denied' && space !== undefined) return 'denied';
  return server === 'allowed' || name === 'allowed' ? space : undefined;
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

/** Whether one object may be written: its kind, and its namespace when it has one. */
export function permitsResource(
  project: AppProject,
  cluster: Cluster,
  resource: Omit<ResourceType, 'namespaced'> & { readonly namespace: string },
): boolean {
  const { namespace, ...type } = resource;
  if (!permitsKind(project, { ...type, namespaced: namespace !== '' })) return false;
  return namespace === '' || permitsDestination(project, cluster, namespace);
}

/** Whether Applications of a namespace may name the project. Entries are globs or `/expressions/`. */
export function permitsSourceNamespace(
  project: AppProject,
  namespace: string,
  controlNamespace: string,
): boolean {
  if (namespace === '' || namespace === controlNamespace) return true;
  return (project.spec.sourceNamespaces ?? []).some((entry) => {
    const expression = /^\/(.*)\/$/.exec(entry)?.[1];
    if (expression === undefined) return matchesGlob(entry, namespace);
    return RE2JS.compile(expression).matcher(namespace).find();
  });
}

function lists(entries: readonly KindEntry[], { group, kind, name }: ResourceType): boolean {
  return entries.some(
    (entry) =>
      matchesGlob(entry.group, group) &&
      matchesGlob(entry.kind, kind) &&
      (!entry.name || matchesGlob(entry.name, name)),
  );
}
