/** A resource as discovery lists it. */
export type Resource = {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Plural, as in the path. */
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly isNamespaced: boolean;
  readonly categories: readonly string[];
  readonly hasScale: boolean;
  /** Not one of Kubernetes' own: kubectl patches it by JSON merge. */
  readonly isCustom: boolean;
};

type Row = readonly [
  version: string,
  kind: string,
  plural: string,
  short?: string | undefined,
  flags?: 'cluster' | 'scale' | 'all' | 'scale all',
];

/** Kubernetes' own resources that are served, by group; the order is the one in which kubectl looks a name up. */
const builtIn: Readonly<Record<string, readonly Row[]>> = {
  '': [
    ['v1', 'Pod', 'pods', 'po', 'all'],
    ['v1', 'Service', 'services', 'svc', 'all'],
    ['v1', 'ConfigMap', 'configmaps', 'cm'],
    ['v1', 'Secret', 'secrets'],
    ['v1', 'Event', 'events', 'ev'],
    ['v1', 'Namespace', 'namespaces', 'ns', 'cluster'],
    ['v1', 'Node', 'nodes', 'no', 'cluster'],
    ['v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', 'pvc'],
    ['v1', 'PersistentVolume', 'persistentvolumes', 'pv', 'cluster'],
    ['v1', 'ServiceAccount', 'serviceaccounts', 'sa'],
    ['v1', 'Endpoints', 'endpoints', 'ep'],
    ['v1', 'LimitRange', 'limitranges', 'limits'],
    ['v1', 'ResourceQuota', 'resourcequotas', 'quota'],
    ['v1', 'ReplicationController', 'replicationcontrollers', 'rc', 'all'],
  ],
  apps: [
    ['v1', 'Deployment', 'deployments', 'deploy', 'scale all'],
    ['v1', 'ReplicaSet', 'replicasets', 'rs', 'scale all'],
    ['v1', 'StatefulSet', 'statefulsets', 'sts', 'scale all'],
    ['v1', 'DaemonSet', 'daemonsets', 'ds', 'all'],
    ['v1', 'ControllerRevision', 'controllerrevisions'],
  ],
  autoscaling: [['v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'hpa', 'all']],
  batch: [
    ['v1', 'Job', 'jobs', undefined, 'all'],
    ['v1', 'CronJob', 'cronjobs', 'cj', 'all'],
  ],
  'networking.k8s.io': [
    ['v1', 'Ingress', 'ingresses', 'ing'],
    ['v1', 'NetworkPolicy', 'networkpolicies', 'netpol'],
    ['v1', 'IngressClass', 'ingressclasses', undefined, 'cluster'],
  ],
  policy: [['v1', 'PodDisruptionBudget', 'poddisruptionbudgets', 'pdb']],
  'discovery.k8s.io': [['v1', 'EndpointSlice', 'endpointslices']],
  'rbac.authorization.k8s.io': [
    ['v1', 'Role', 'roles'],
    ['v1', 'RoleBinding', 'rolebindings'],
    ['v1', 'ClusterRole', 'clusterroles', undefined, 'cluster'],
    ['v1', 'ClusterRoleBinding', 'clusterrolebindings', undefined, 'cluster'],
  ],
  'storage.k8s.io': [['v1', 'StorageClass', 'storageclasses', 'sc', 'cluster']],
  'apiextensions.k8s.io': [
    ['v1', 'CustomResourceDefinition', 'customresourcedefinitions', 'crd', 'cluster'],
  ],
};

/** Argo CD's, which the platform itself works on. */
const platforms: Readonly<Record<string, readonly Row[]>> = {
  'argoproj.io': [
    ['v1alpha1', 'Application', 'applications', 'app'],
    ['v1alpha1', 'ApplicationSet', 'applicationsets', 'appset'],
    ['v1alpha1', 'AppProject', 'appprojects', 'appproj'],
  ],
};

/** What is served without a CustomResourceDefinition. */
export const ownResources: readonly Resource[] = [
  ...rowsOf(builtIn, false),
  ...rowsOf(platforms, true),
];

function rowsOf(
  groups: Readonly<Record<string, readonly Row[]>>,
  isCustom: boolean,
): readonly Resource[] {
  return Object.entries(groups).flatMap(([group, rows]) =>
    rows.map(([version, kind, plural, short, flags = '']) => ({
      group,
      version,
      kind,
      plural,
      singular: kind.toLowerCase(),
      shortNames: short ? [short] : [],
      isNamespaced: !flags.includes('cluster'),
      categories: flags.includes('all') ? ['all'] : [],
      hasScale: flags.includes('scale'),
      isCustom,
    })),
  );
}

/** `v1`, `apps/v1`. */
export function apiVersionOf(resource: Pick<Resource, 'group' | 'version'>): string {
  return resource.group ? `${resource.group}/${resource.version}` : resource.version;
}
