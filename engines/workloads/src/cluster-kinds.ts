import { groupOf, type KubeObject } from '@infraforge/kube';

/** What the local cluster does with a kind: `enforced` is worked on, `kept` is accepted and changes nothing here. */
export type KindSupport = {
  readonly group: string;
  readonly kind: string;
  readonly support: 'enforced' | 'kept';
  /** What holds, and where it is less than on Kubernetes; one sentence or two. */
  readonly note: string;
};

/** Kubernetes' own kinds on the local cluster; kinds of other groups are kept for whoever works on them. */
export const clusterKinds: readonly KindSupport[] = [
  enforced('', 'ConfigMap', 'Environment and volumes of pods.'),
  enforced('', 'Namespace', 'Is emptied before it goes.'),
  enforced(
    '',
    'Pod',
    'A process of this machine for each container, with Node.js or a program of its image.',
  ),
  enforced('', 'Secret', 'Environment and volumes of pods.'),
  enforced(
    '',
    'Service',
    'ClusterIP with an address in 127.64.0.0/10; NodePort and LoadBalancer are reached through the Ingress.',
  ),
  enforced(
    'apps',
    'Deployment',
    'RollingUpdate and Recreate; all traffic changes to the new revision at once.',
  ),
  enforced('apps', 'ReplicaSet', 'As on Kubernetes.'),
  enforced(
    'autoscaling',
    'HorizontalPodAutoscaler',
    'On CPU utilisation; other metrics are said not to be measured.',
  ),
  enforced(
    'networking.k8s.io',
    'Ingress',
    'Routes by host and path; a host belongs to the namespace that had it first.',
  ),
  kept('', 'Endpoints', 'The routes are made from pods directly.'),
  kept('', 'Event', 'Written by the controllers, kept for an hour.'),
  kept('', 'LimitRange', 'No defaults are set from it.'),
  kept('', 'PersistentVolume', 'Volumes are directories that are made for each claim.'),
  kept('', 'ReplicationController', 'Use a Deployment.'),
  kept('apps', 'DaemonSet', 'There is one node: use a Deployment.'),
  kept('networking.k8s.io', 'NetworkPolicy', 'All pods reach all Services.'),
  kept('rbac.authorization.k8s.io', 'ClusterRole', 'Pods have no API to be allowed to use.'),
  kept('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'Pods have no API to be allowed to use.'),
  kept('rbac.authorization.k8s.io', 'Role', 'Pods have no API to be allowed to use.'),
  kept('rbac.authorization.k8s.io', 'RoleBinding', 'Pods have no API to be allowed to use.'),
  kept('scheduling.k8s.io', 'PriorityClass', 'Pods are never preempted.'),
  kept('storage.k8s.io', 'StorageClass', 'All claims get a directory, whatever their class.'),
  kept(
    'apiextensions.k8s.io',
    'CustomResourceDefinition',
    'Custom objects are kept whether or not it is there.',
  ),
];

/** The entry of a kind; undefined for a kind that Kubernetes does not bring itself. */
export function supportOf(object: KubeObject): KindSupport | undefined {
  return byKind.get(`${groupOf(object.apiVersion)}/${object.kind}`);
}

/** True for kinds whose objects the local cluster works on: all others are kept and left alone. */
export function isSupportedKind(object: KubeObject): boolean {
  return supportOf(object)?.support === 'enforced';
}

const byKind = new Map(clusterKinds.map((entry) => [`${entry.group}/${entry.kind}`, entry]));

function enforced(group: string, kind: string, note: string): KindSupport {
  return { group, kind, support: 'enforced', note };
}

function kept(group: string, kind: string, note: string): KindSupport {
  return { group, kind, support: 'kept', note };
}
