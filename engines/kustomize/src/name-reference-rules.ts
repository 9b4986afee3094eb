import type { KindSelector } from './resource.ts';
import type { FieldSpec } from './schema.ts';

/** Fields that hold the name of an object of a kind. */
export type NameReferenceRule = {
  readonly target: KindSelector;
  readonly fields: readonly FieldSpec[];
};

const controllers = ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'Job'];

/** A field of a pod's spec, wherever pods are described. */
function inPods(...paths: readonly string[]): readonly FieldSpec[] {
  return paths.flatMap((path) => [
    { path: `spec/${path}`, version: 'v1', kind: 'Pod' },
    { path: `template/spec/${path}`, kind: 'PodTemplate' },
    ...controllers.map((kind) => ({ path: `spec/template/spec/${path}`, kind })),
    { path: `spec/jobTemplate/spec/template/spec/${path}`, kind: 'CronJob' },
  ]);
}

/** The same for the older rules, which know ReplicationControllers but neither ReplicaSets nor PodTemplates. */
function inOlderPods(path: string): readonly FieldSpec[] {
  const kinds = ['StatefulSet', 'Deployment', 'ReplicationController', 'Job', 'DaemonSet'];
  return [
    { path: `spec/${path}`, kind: 'Pod' },
    ...kinds.map((kind) => ({ path: `spec/template/spec/${path}`, kind })),
    { path: `spec/jobTemplate/spec/template/spec/${path}`, kind: 'CronJob' },
  ];
}

function inContainers(path: string): readonly string[] {
  return [`containers/${path}`, `initContainers/${path}`];
}

function inKind(kind: string, ...paths: readonly string[]): readonly FieldSpec[] {
  return paths.map((path) => ({ path, kind }));
}

const rbac = 'rbac.authorization.k8s.io';
const admission = 'admissionregistration.k8s.io';
const scaled = inKind('HorizontalPodAutoscaler', 'spec/scaleTargetRef/name');
const ruleNames = [
  ...inKind('Role', 'rules/resourceNames'),
  ...inKind('ClusterRole', 'rules/resourceNames'),
];

// kustomize v5.5, builtinpluginconsts/namereference.go. Its rule for IngressClass names a group that no object has.
export const nameReferenceRules: readonly NameReferenceRule[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) => ({
    target: { kind },
    fields: scaled,
  })),
  {
    target: { version: 'v1', kind: 'ConfigMap' },
    fields: [
      ...inPods(
        'volumes/configMap/name',
        'volumes/projected/sources/configMap/name',
        ...inContainers('env/valueFrom/configMapKeyRef/name'),
        ...inContainers('envFrom/configMapRef/name'),
      ),
      ...inKind('Node', 'spec/configSource/configMap'),
      ...ruleNames,
      ...inKind(
        'Ingress',
        'metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap',
      ),
    ],
  },
  {
    target: { version: 'v1', kind: 'Secret' },
    fields: [
      ...inPods(
        'volumes/secret/secretName',
        'volumes/projected/sources/secret/name',
        'imagePullSecrets/name',
        ...inContainers('env/valueFrom/secretKeyRef/name'),
        ...inContainers('envFrom/secretRef/name'),
      ),
      ...inKind(
        'Ingress',
        'spec/tls/secretName',
        'metadata/annotations/ingress.kubernetes.io\\/auth-secret',
        'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret',
        'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret',
      ),
      ...inKind('ServiceAccount', 'imagePullSecrets/name', 'secrets/name'),
      ...inKind(
        'StorageClass',
        'parameters/secretName',
        'parameters/adminSecretName',
        'parameters/userSecretName',
        'parameters/secretRef',
      ),
      ...ruleNames,
      {
        path: 'spec/template/spec/containers/env/valueFrom/secretKeyRef/name',
        group: 'serving.knative.dev',
        version: 'v1',
        kind: 'Service',
      },
      ...inKind('PersistentVolume', 'spec/azureFile/secretName'),
    ],
  },
  {
    target: { version: 'v1', kind: 'Service' },
    fields: [
      { path: 'spec/serviceName', group: 'apps', kind: 'StatefulSet' },
      ...inKind(
        'Ingress',
        'spec/rules/http/paths/backend/serviceName',
        'spec/backend/serviceName',
        'spec/rules/http/paths/backend/service/name',
        'spec/defaultBackend/service/name',
      ),
      { path: 'spec/service/name', group: 'apiregistration.k8s.io', kind: 'APIService' },
      {
        path: 'webhooks/clientConfig/service',
        group: admission,
        kind: 'ValidatingWebhookConfiguration',
      },
      {
        path: 'webhooks/clientConfig/service',
        group: admission,
        kind: 'MutatingWebhookConfiguration',
      },
    ],
  },
  {
    target: { group: rbac, kind: 'Role' },
    fields: [{ path: 'roleRef/name', group: rbac, kind: 'RoleBinding' }],
  },
  {
    target: { group: rbac, kind: 'ClusterRole' },
    fields: [
      { path: 'roleRef/name', group: rbac, kind: 'RoleBinding' },
      { path: 'roleRef/name', group: rbac, kind: 'ClusterRoleBinding' },
    ],
  },
  {
    target: { version: 'v1', kind: 'ServiceAccount' },
    fields: [
      { path: 'subjects', group: rbac, kind: 'RoleBinding' },
      { path: 'subjects', group: rbac, kind: 'ClusterRoleBinding' },
      ...inOlderPods('serviceAccountName'),
    ],
  },
  {
    target: { version: 'v1', kind: 'PersistentVolumeClaim' },
    fields: inOlderPods('volumes/persistentVolumeClaim/claimName'),
  },
  {
    target: { version: 'v1', kind: 'PersistentVolume' },
    fields: [
      ...inKind('PersistentVolumeClaim', 'spec/volumeName'),
      ...inKind('ClusterRole', 'rules/resourceNames'),
    ],
  },
  {
    target: { group: 'storage.k8s.io', version: 'v1', kind: 'StorageClass' },
    fields: [
      ...inKind('PersistentVolume', 'spec/storageClassName'),
      ...inKind('PersistentVolumeClaim', 'spec/storageClassName'),
      ...inKind('StatefulSet', 'spec/volumeClaimTemplates/spec/storageClassName'),
    ],
  },
  {
    target: { group: 'scheduling.k8s.io', version: 'v1', kind: 'PriorityClass' },
    fields: inOlderPods('priorityClassName'),
  },
  {
    target: { group: admission, kind: 'ValidatingAdmissionPolicy' },
    fields: [
      { path: 'spec/policyName', group: admission, kind: 'ValidatingAdmissionPolicyBinding' },
    ],
  },
];
