import { groupOf, type KubeObject } from '@infraforge/kube';

/** What the local cluster does with a kind: `enforced` is worked on, `kept` is accepted and changes nothing here. */
export type KindSupport = {
  readonly group: string;
  readonly kind: string;
  readonly support: 'enforced' | 'kept';
  /** What holds, and where it is less than on Kubernetes; one sentence or two. */
  readonly note: string;
};

/** What the controllers and the kubelet work on. */
const enforced: readonly (readonly [group: string, kind: string, note: string])[] = [
  [
    '',
    'ConfigMap',
    'Environment and volumes of pods; files in volumes are written when a container starts.',
  ],
  ['', 'Event', 'Written for what the controllers do, kept for an hour.'],
  ['', 'Namespace', 'Is emptied before it goes.'],
  [
    '',
    'PersistentVolumeClaim',
    'A directory that stays until the claim goes; size, class and access modes are not looked at.',
  ],
  [
    '',
    'Pod',
    'A process of this machine for each container, running Node.js or a program of its image.',
  ],
  ['', 'ResourceQuota', 'Refuses what would exceed it and reports what is used.'],
  ['', 'Secret', 'Environment and volumes of pods.'],
  [
    '',
    'Service',
    "An address in 127.64.0.0/10; headless ones lead to the addresses of their StatefulSet's pods. NodePort and LoadBalancer are reached like ClusterIP.",
  ],
  ['', 'ServiceAccount', 'Has to be there for the pods that name it; no token is mounted.'],
  ['apps', 'ControllerRevision', 'The history of a StatefulSet.'],
  [
    'apps',
    'Deployment',
    'RollingUpdate and Recreate; all traffic changes to the new revision at once.',
  ],
  ['apps', 'ReplicaSet', 'As on Kubernetes.'],
  [
    'apps',
    'StatefulSet',
    'Ordered start, stop and update, stable names with an address of their own, a claim for each pod and template.',
  ],
  [
    'autoscaling',
    'HorizontalPodAutoscaler',
    'On CPU utilisation; other metrics are said not to be measured.',
  ],
  [
    'batch',
    'CronJob',
    'Schedule, time zone, concurrency policy, deadline, suspension and history.',
  ],
  [
    'batch',
    'Job',
    'Retries, deadline, TTL, indexes and failure policy; the first retry comes after a second.',
  ],
  [
    'networking.k8s.io',
    'Ingress',
    'Routes by host and path; a host belongs to the namespace that had it first.',
  ],
  [
    'policy',
    'PodDisruptionBudget',
    'Rollouts of Deployments keep to it, which they do not on Kubernetes.',
  ],
];

/** What is accepted and changes nothing here. */
const kept: readonly (readonly [group: string, kind: string, note: string])[] = [
  ['', 'Endpoints', 'Routes are made from pods directly.'],
  ['', 'LimitRange', 'No defaults are set from it.'],
  ['', 'Node', 'The local cluster has one node, which is not an object.'],
  ['', 'PersistentVolume', 'A directory is made for each claim.'],
  ['', 'ReplicationController', 'Use a Deployment.'],
  ['admissionregistration.k8s.io', 'MutatingWebhookConfiguration', 'No webhook is called.'],
  ['admissionregistration.k8s.io', 'ValidatingAdmissionPolicy', 'No policy of it is asked.'],
  ['admissionregistration.k8s.io', 'ValidatingWebhookConfiguration', 'No webhook is called.'],
  [
    'apiextensions.k8s.io',
    'CustomResourceDefinition',
    'Custom objects are kept whether or not it is there.',
  ],
  ['apps', 'DaemonSet', 'There is one node: use a Deployment.'],
  ['discovery.k8s.io', 'EndpointSlice', 'Routes are made from pods directly.'],
  ['gateway.networking.k8s.io', 'Gateway', 'Use an Ingress.'],
  ['gateway.networking.k8s.io', 'HTTPRoute', 'Use an Ingress.'],
  ['networking.k8s.io', 'IngressClass', 'There is one ingress.'],
  ['networking.k8s.io', 'NetworkPolicy', 'All pods reach all Services.'],
  ['rbac.authorization.k8s.io', 'ClusterRole', 'Pods have no API to be allowed to use.'],
  ['rbac.authorization.k8s.io', 'ClusterRoleBinding', 'Pods have no API to be allowed to use.'],
  ['rbac.authorization.k8s.io', 'Role', 'Pods have no API to be allowed to use.'],
  ['rbac.authorization.k8s.io', 'RoleBinding', 'Pods have no API to be allowed to use.'],
  ['scheduling.k8s.io', 'PriorityClass', 'Pods are never preempted.'],
  ['storage.k8s.io', 'StorageClass', 'All claims get a directory, whatever their class.'],
];

/** Kubernetes' own kinds on the local cluster; kinds of other groups are kept for whoever works on them. */
export const clusterKinds: readonly KindSupport[] = [
  ...enforced.map(([group, kind, note]) => ({ group, kind, note, support: 'enforced' as const })),
  ...kept.map(([group, kind, note]) => ({ group, kind, note, support: 'kept' as const })),
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
