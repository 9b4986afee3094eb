import { type NameReferenceRule, nameReferenceRules } from './name-reference-rules.ts';
import type { FieldSpec } from './schema.ts';

/** Which fields the transformers change; `configurations` adds to them. */
export type Rules = {
  readonly namespace: readonly FieldSpec[];
  readonly labels: readonly FieldSpec[];
  readonly templateLabels: readonly FieldSpec[];
  readonly annotations: readonly FieldSpec[];
  readonly images: readonly FieldSpec[];
  readonly replicas: readonly FieldSpec[];
  readonly namePrefix: readonly FieldSpec[];
  readonly nameSuffix: readonly FieldSpec[];
  readonly nameReference: readonly NameReferenceRule[];
  readonly varReference: readonly FieldSpec[];
};

const controllers = ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'];

function templateMetadata(member: string): readonly FieldSpec[] {
  return [
    {
      path: `spec/template/metadata/${member}`,
      create: true,
      version: 'v1',
      kind: 'ReplicationController',
    },
    { path: `spec/template/metadata/${member}`, create: true, kind: 'Deployment' },
    { path: `spec/template/metadata/${member}`, create: true, kind: 'ReplicaSet' },
    { path: `spec/template/metadata/${member}`, create: true, kind: 'DaemonSet' },
    { path: `spec/template/metadata/${member}`, create: true, group: 'apps', kind: 'StatefulSet' },
    { path: `spec/template/metadata/${member}`, create: true, group: 'batch', kind: 'Job' },
    { path: `spec/jobTemplate/metadata/${member}`, create: true, group: 'batch', kind: 'CronJob' },
    {
      path: `spec/jobTemplate/spec/template/metadata/${member}`,
      create: true,
      group: 'batch',
      kind: 'CronJob',
    },
  ];
}

function spreadSelectors(kind: string): readonly FieldSpec[] {
  const affinity = (type: string, rest: string) =>
    `spec/template/spec/affinity/${type}/${rest}/labelSelector/matchLabels`;
  const soft = 'preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm';
  const hard = 'requiredDuringSchedulingIgnoredDuringExecution';
  return [
    affinity('podAffinity', soft),
    affinity('podAffinity', hard),
    affinity('podAntiAffinity', soft),
    affinity('podAntiAffinity', hard),
    'spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels',
  ].map((path) => ({ path, group: 'apps', kind }));
}

const metadataLabels: readonly FieldSpec[] = [{ path: 'metadata/labels', create: true }];

// kustomize v5.5, api/internal/konfig/builtinpluginconsts.
const labels: readonly FieldSpec[] = [
  { path: 'spec/selector', create: true, version: 'v1', kind: 'Service' },
  { path: 'spec/selector', create: true, version: 'v1', kind: 'ReplicationController' },
  { path: 'spec/selector/matchLabels', create: true, kind: 'Deployment' },
  { path: 'spec/selector/matchLabels', create: true, kind: 'ReplicaSet' },
  { path: 'spec/selector/matchLabels', create: true, kind: 'DaemonSet' },
  { path: 'spec/selector/matchLabels', create: true, group: 'apps', kind: 'StatefulSet' },
  {
    path: 'spec/volumeClaimTemplates[]/metadata/labels',
    create: true,
    group: 'apps',
    kind: 'StatefulSet',
  },
  ...spreadSelectors('Deployment'),
  ...spreadSelectors('StatefulSet'),
  { path: 'spec/selector/matchLabels', group: 'batch', kind: 'Job' },
  { path: 'spec/jobTemplate/spec/selector/matchLabels', group: 'batch', kind: 'CronJob' },
  { path: 'spec/selector/matchLabels', group: 'policy', kind: 'PodDisruptionBudget' },
  { path: 'spec/podSelector/matchLabels', group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  {
    path: 'spec/ingress/from/podSelector/matchLabels',
    group: 'networking.k8s.io',
    kind: 'NetworkPolicy',
  },
  {
    path: 'spec/egress/to/podSelector/matchLabels',
    group: 'networking.k8s.io',
    kind: 'NetworkPolicy',
  },
  ...metadataLabels,
  ...templateMetadata('labels'),
];

const variablePods: readonly (readonly [string, string])[] = [
  ['CronJob', 'spec/jobTemplate/spec/template/spec'],
  ['DaemonSet', 'spec/template/spec'],
  ['Deployment', 'spec/template/spec'],
  ['Job', 'spec/template/spec'],
  ['Pod', 'spec'],
  ['ReplicaSet', 'spec/template/spec'],
  ['StatefulSet', 'spec/template/spec'],
];

const varReference: readonly FieldSpec[] = [
  ...variablePods.flatMap(([kind, spec]) =>
    ['containers', 'initContainers'].flatMap((list) =>
      ['args', 'command', 'env/value', 'volumeMounts/mountPath'].map((field) => ({
        path: `${spec}/${list}/${field}`,
        kind,
      })),
    ),
  ),
  { path: 'spec/rules/host', kind: 'Ingress' },
  { path: 'spec/tls/hosts', kind: 'Ingress' },
  { path: 'spec/tls/secretName', kind: 'Ingress' },
  { path: 'spec/ports/port', kind: 'Service' },
  { path: 'spec/ports/targetPort', kind: 'Service' },
  { path: 'metadata/labels' },
  { path: 'metadata/annotations' },
  { path: 'spec/template/metadata/annotations', kind: 'Deployment' },
];

/** The rules that are built into kustomize. */
export const builtInRules: Rules = {
  namespace: [
    { path: 'metadata/name', create: true, version: 'v1', kind: 'Namespace' },
    {
      path: 'spec/service/namespace',
      create: true,
      group: 'apiregistration.k8s.io',
      kind: 'APIService',
    },
    {
      path: 'spec/conversion/webhook/clientConfig/service/namespace',
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
    },
  ],
  labels,
  templateLabels: [...metadataLabels, ...templateMetadata('labels')],
  annotations: [{ path: 'metadata/annotations', create: true }, ...templateMetadata('annotations')],
  images: ['spec', 'spec/template/spec'].map((spec) => ({
    path: `${spec}/volumes[]/image/reference`,
  })),
  replicas: [...controllers, 'ReplicationController']
    .filter((kind) => kind !== 'DaemonSet')
    .map((kind) => ({ path: 'spec/replicas', create: true, kind })),
  namePrefix: [{ path: 'metadata/name' }],
  nameSuffix: [{ path: 'metadata/name' }],
  nameReference: nameReferenceRules,
  varReference,
};
