/** How strategic merge treats one field. Fields that are not listed: maps merge, lists are replaced. */
export type MergeField = {
  /** Type of the map, or of the list's elements. */
  readonly of?: MergeType;
  /** The list is merged by this key of its elements. */
  readonly key?: string;
  /** Where kustomize's schema (OpenAPI list-map-keys) has a second key; Kubernetes' own merge knows only one. */
  readonly secondKey?: string;
  /** The list of primitives is merged as a set. */
  readonly set?: true;
  /** The map is replaced. */
  readonly replace?: true;
  /** A patch names the keys that stay (`$retainKeys`): of such a union one member excludes the others. */
  readonly retainKeys?: true;
};

export type MergeType = Readonly<Record<string, MergeField>>;

// The tags `patchStrategy` and `patchMergeKey` of k8s.io/api v0.32.4.
const metadata: MergeField = {
  of: { ownerReferences: { key: 'uid' }, finalizers: { set: true } },
};
const status: MergeField = { of: { conditions: { key: 'type' } } };
const container: MergeType = {
  ports: { key: 'containerPort', secondKey: 'protocol' },
  env: { key: 'name' },
  volumeMounts: { key: 'mountPath' },
  volumeDevices: { key: 'devicePath' },
};
const podSpec: MergeType = {
  containers: { key: 'name', of: container },
  initContainers: { key: 'name', of: container },
  ephemeralContainers: { key: 'name', of: container },
  volumes: { key: 'name', retainKeys: true },
  imagePullSecrets: { key: 'name' },
  hostAliases: { key: 'ip' },
  topologySpreadConstraints: { key: 'topologyKey', secondKey: 'whenUnsatisfiable' },
  resourceClaims: { key: 'name' },
  schedulingGates: { key: 'name' },
};
const podTemplate: MergeField = { of: { metadata, spec: { of: podSpec } } };
const controller: MergeType = { metadata, spec: { of: { template: podTemplate } }, status };
const deployment: MergeType = {
  metadata,
  spec: { of: { template: podTemplate, strategy: { retainKeys: true } } },
  status,
};
const jobSpec: MergeField = { of: { template: podTemplate } };
const matchConditions: MergeField = { key: 'name' };
const webhooks: MergeType = {
  metadata,
  webhooks: { key: 'name', of: { matchConditions } },
};
const admissionPolicy: MergeType = {
  metadata,
  spec: { of: { matchConditions, variables: { key: 'name' } } },
  status,
};

/** The merge types of the built-in kinds by `Kind`; kinds with nothing special have only metadata and status. */
export const mergeTypes: Readonly<Record<string, MergeType>> = {
  Pod: {
    metadata,
    spec: { of: podSpec },
    status: { of: { conditions: { key: 'type' }, podIPs: { key: 'ip' }, hostIPs: { key: 'ip' } } },
  },
  PodTemplate: { metadata, template: podTemplate },
  Deployment: deployment,
  ReplicaSet: controller,
  DaemonSet: controller,
  StatefulSet: controller,
  ReplicationController: controller,
  Job: { metadata, spec: jobSpec, status },
  CronJob: { metadata, spec: { of: { jobTemplate: { of: { metadata, spec: jobSpec } } } } },
  Service: { metadata, spec: { of: { ports: { key: 'port', secondKey: 'protocol' } } }, status },
  ServiceAccount: { metadata, secrets: { key: 'name' } },
  Node: {
    metadata,
    spec: { of: { podCIDRs: { set: true } } },
    status: { of: { conditions: { key: 'type' }, addresses: { key: 'type' } } },
  },
  PodDisruptionBudget: { metadata, spec: { of: { selector: { replace: true } } }, status },
  MutatingWebhookConfiguration: webhooks,
  ValidatingWebhookConfiguration: webhooks,
  ValidatingAdmissionPolicy: admissionPolicy,
  MutatingAdmissionPolicy: admissionPolicy,
  CSINode: { metadata, spec: { of: { drivers: { key: 'name' } } } },
};

/** What a kind without an entry has. */
export const plainMergeType: MergeType = { metadata, status };

const builtInGroups: ReadonlySet<string> = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'extensions',
  'policy',
]);

/**
 * How the fields of a kind merge. A custom kind may have the name of a built-in one (Knative's Service), so the group
 * decides where it is known; lists of custom kinds are replaced.
 */
export function mergeTypeOf(kind: string, group: string | undefined): MergeType {
  const builtIn = group === undefined || builtInGroups.has(group) || group.endsWith('.k8s.io');
  return (builtIn ? mergeTypes[kind] : undefined) ?? plainMergeType;
}
