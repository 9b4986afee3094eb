import { apiVersionOf, type Resource } from './resources.ts';

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'] as const;

/** What `kubectl version` shows as the server's; kubectl takes one release more or less than its own. */
export const KUBERNETES_VERSION = {
  major: '1',
  minor: '32',
  gitVersion: 'v1.32.4',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'linux/amd64',
};

/** `GET /api`. */
export function apiVersions(address: string): unknown {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
  };
}

/** `GET /apis`. */
export function apiGroupList(resources: readonly Resource[]): unknown {
  const groups = groupsOf(resources).filter(({ name }) => name !== '');
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(apiGroup) };
}

/** `GET /apis/<group>`; undefined for a group that is not served. */
export function oneApiGroup(resources: readonly Resource[], name: string): unknown {
  const group = groupsOf(resources).find((each) => each.name === name);
  return group && { kind: 'APIGroup', apiVersion: 'v1', ...apiGroup(group) };
}

/** `GET /api/v1`, `GET /apis/<group>/<version>`; undefined for one that is not served. */
export function apiResourceList(
  resources: readonly Resource[],
  group: string,
  version: string,
): unknown {
  const inside = resources.filter((each) => each.group === group && each.version === version);
  if (inside.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf({ group, version }),
    resources: inside.flatMap((resource) => [
      {
        name: resource.plural,
        singularName: resource.singular,
        namespaced: resource.isNamespaced,
        kind: resource.kind,
        verbs: VERBS,
        ...namesOf(resource),
      },
      ...subresourcesOf(resource).map((each) => ({
        name: `${resource.plural}/${each.name}`,
        singularName: '',
        namespaced: resource.isNamespaced,
        ...each.kind,
        verbs: each.verbs,
      })),
    ]),
  };
}

/** The whole of one root (`/api` or `/apis`) in one answer: `apidiscovery.k8s.io/v2`. */
export function aggregatedDiscovery(
  resources: readonly Resource[],
  root: 'api' | 'apis',
  version: string,
): unknown {
  const groups = groupsOf(resources).filter(({ name }) => (name === '') === (root === 'api'));
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${version}`,
    metadata: {},
    items: groups.map(({ name, versions }) => ({
      metadata: { ...(name ? { name } : {}), creationTimestamp: null },
      versions: versions.map((each) => ({
        version: each,
        freshness: 'Current',
        resources: resources
          .filter((resource) => resource.group === name && resource.version === each)
          .map(discovered),
      })),
    })),
  };
}

function discovered(resource: Resource): unknown {
  const { group, version, kind, plural, singular, isNamespaced } = resource;
  const scope = isNamespaced ? 'Namespaced' : 'Cluster';
  const subresources = subresourcesOf(resource).map((each) => ({
    subresource: each.name,
    responseKind: each.kind,
    verbs: each.verbs,
  }));
  return {
    resource: plural,
    responseKind: { group, version, kind },
    scope,
    singularResource: singular,
    verbs: VERBS,
    ...namesOf(resource),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}

function namesOf({ shortNames, categories }: Resource) {
  return {
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
  };
}

function subresourcesOf(resource: Resource) {
  const { group, version, kind, hasScale } = resource;
  const changes = ['get', 'patch', 'update'];
  const self = { group, version, kind };
  return [
    { name: 'status', kind: self, verbs: changes },
    ...(hasScale
      ? [
          {
            name: 'scale',
            kind: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
            verbs: changes,
          },
        ]
      : []),
    ...(group === '' && kind === 'Pod'
      ? [
          { name: 'log', kind: self, verbs: ['get'] },
          {
            name: 'portforward',
            kind: { group: '', version: 'v1', kind: 'PodPortForwardOptions' },
            verbs: ['create', 'get'],
          },
        ]
      : []),
  ];
}

type Group = { readonly name: string; readonly versions: readonly string[] };

function groupsOf(resources: readonly Resource[]): readonly Group[] {
  const groups = new Map<string, Set<string>>();
  for (const { group, version } of resources) {
    groups.set(group, (groups.get(group) ?? new Set()).add(version));
  }
  return [...groups].map(([name, versions]) => ({ name, versions: [...versions] }));
}

function apiGroup({ name, versions }: Group) {
  const all = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions: all, preferredVersion: all[0] };
}
