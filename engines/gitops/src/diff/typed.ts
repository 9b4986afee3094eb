import type { KubeObject } from '@infraforge/kube';
import { isRecord } from '../fields.ts';
import { isBuiltIn } from './three-way.ts';

/** Kinds of the API server that are read into a Go type before they are compared; of the others nothing is known. */
const typedKinds: ReadonlySet<string> = new Set([
  ...['Pod', 'Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'ReplicationController'],
  ...['Job', 'CronJob', 'Service', 'ServiceAccount', 'ConfigMap', 'Secret', 'Endpoints'],
  ...['Namespace', 'Ingress', 'NetworkPolicy', 'PersistentVolumeClaim', 'ResourceQuota'],
  ...['HorizontalPodAutoscaler', 'PodDisruptionBudget', 'Role', 'ClusterRole', 'RoleBinding'],
  ...['ClusterRoleBinding', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
]);

/** Members that are left out of an object's JSON when they are empty (`omitempty` on something that is no pointer). */
const emptyIsNothing: ReadonlySet<string> = new Set([
  ...[
    'annotations',
    'labels',
    'finalizers',
    'ownerReferences',
    'args',
    'command',
    'env',
    'envFrom',
  ],
  ...[
    'ports',
    'volumeMounts',
    'volumes',
    'nodeSelector',
    'tolerations',
    'imagePullSecrets',
    'data',
  ],
  ...['initContainers', 'hostAliases', 'limits', 'requests', 'matchLabels', 'matchExpressions'],
  ...['value', 'subPath', 'workingDir', 'serviceAccountName', 'nodeName', 'hostname', 'subdomain'],
  ...['hostNetwork', 'hostPID', 'hostIPC', 'stdin', 'stdinOnce', 'tty', 'readOnly', 'paused'],
  ...[
    'publishNotReadyAddresses',
    'minReadySeconds',
    'initialDelaySeconds',
    'selfLink',
    'generateName',
  ],
  ...[
    'secrets',
    'clusterIP',
    'externalIPs',
    'loadBalancerSourceRanges',
    'subsets',
    'resourceNames',
  ],
]);

/** True for kinds that are read into a Go type before they are compared. */
export function isTyped(object: KubeObject): boolean {
  return isBuiltIn(object) && typedKinds.has(object.kind);
}

/** The object as it comes out of its Go type: nulls, and empty members that are nothing, are gone. */
export function withoutEmpty(object: KubeObject): KubeObject {
  return clean(object, '') as KubeObject;
}

function clean(value: unknown, parent: string): unknown {
  if (Array.isArray(value)) return value.map((item) => clean(item, parent));
  if (!isRecord(value)) return value;
  const free = freeMaps.has(parent);
  const entries = Object.entries(value).flatMap(([key, item]) => {
    if (item === null) return free ? [[key, ''] as const] : [];
    if (!free && emptyIsNothing.has(key) && isEmpty(item)) return [];
    return [[key, clean(item, key)] as const];
  });
  return Object.fromEntries(entries);
}

/** Maps whose keys are the user's: a null in them is an empty text. */
const freeMaps: ReadonlySet<string> = new Set(['data', 'annotations', 'labels', 'matchLabels']);

function isEmpty(value: unknown): boolean {
  if (value === '' || value === 0 || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}
