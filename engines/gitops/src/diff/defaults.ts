import type { KubeObject } from '@infraforge/kube';
import { isRecord, listAt } from '../fields.ts';
import { change, changeEach, type Data, fill } from './defaulting.ts';
import { podSpecDefaults } from './pod-defaults.ts';

/**
 * The object with the defaults that the API server fills in for its kind, so that what is left out and what is written
 * down compare equal. Source: k8s.io/kubernetes pkg/apis/<group>/<version>/defaults.go.
 */
export function withDefaults(object: KubeObject): KubeObject {
  const complete = byKind[object.kind];
  return complete ? (complete(object as Data, object.apiVersion) as KubeObject) : object;
}

type Complete = (object: Data, apiVersion: string) => Data;

const byKind: Readonly<Record<string, Complete>> = {
  Pod: (object) => change(object, 'spec', podSpecDefaults),
  Deployment: (object) => change(object, 'spec', deploymentSpec),
  ReplicaSet: (object) => change(object, 'spec', (spec) => fill(template(spec), { replicas: 1 })),
  DaemonSet: (object) => change(object, 'spec', daemonSetSpec),
  StatefulSet: (object) => change(object, 'spec', statefulSetSpec),
  Job: (object) => change(object, 'spec', jobSpec),
  CronJob: (object) => change(object, 'spec', cronJobSpec),
  Service: (object) => change(object, 'spec', serviceSpec),
  Secret: (object) => fill(object, { type: 'Opaque' }),
  PersistentVolumeClaim: (object) => change(object, 'spec', claimSpec),
  HorizontalPodAutoscaler: (object) =>
    change(object, 'spec', (spec) => fill(spec, { minReplicas: 1 })),
  Role: noRules,
  ClusterRole: noRules,
  Endpoints: (object) =>
    changeEach(object, 'subsets', (subset) =>
      changeEach(subset, 'ports', (port) => fill(port, { protocol: 'TCP' })),
    ),
  MutatingWebhookConfiguration: webhooks,
  ValidatingWebhookConfiguration: webhooks,
};

function template(spec: Data): Data {
  return change(spec, 'template', (pod) => change(pod, 'spec', podSpecDefaults));
}

function deploymentSpec(spec: Data): Data {
  const filled = fill(template(spec), {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: {},
  });
  const rolling = { maxSurge: '25%', maxUnavailable: '25%' };
  return change(filled, 'strategy', (strategy) => rollingUpdate(strategy, rolling));
}

function daemonSetSpec(spec: Data): Data {
  const filled = fill(template(spec), { revisionHistoryLimit: 10, updateStrategy: {} });
  const rolling = { maxSurge: 0, maxUnavailable: 1 };
  return change(filled, 'updateStrategy', (strategy) => rollingUpdate(strategy, rolling));
}

function statefulSetSpec(spec: Data): Data {
  const filled = fill(template(spec), {
    replicas: 1,
    revisionHistoryLimit: 10,
    podManagementPolicy: 'OrderedReady',
    updateStrategy: {},
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
  });
  const strategy = change(filled, 'updateStrategy', (each) =>
    rollingUpdate(each, { partition: 0 }),
  );
  return changeEach(strategy, 'volumeClaimTemplates', (claim) =>
    change(fill(claim, { status: { phase: 'Pending' } }), 'spec', claimSpec),
  );
}

/** An empty list of rules is written as null. */
function noRules(object: Data): Data {
  return Array.isArray(object.rules) && object.rules.length === 0
    ? { ...object, rules: null }
    : object;
}

/** The target with what the cluster adds to claim templates, which cannot be changed once they are there. */
export function withClaimsOf(target: KubeObject, live: KubeObject): KubeObject {
  if (target.kind !== 'StatefulSet') return target;
  const claims = listAt(live, 'spec', 'volumeClaimTemplates');
  return change(target as Data, 'spec', (spec) => {
    const templates = listAt(spec, 'volumeClaimTemplates');
    if (templates.length === 0) return spec;
    const completed = templates.map((template, index) => {
      const claim = claims[index];
      if (!isRecord(template) || !isRecord(claim)) return template;
      const { apiVersion, kind, status } = claim;
      return fill(template, { ...(apiVersion !== undefined && { apiVersion, kind }), status });
    });
    return { ...spec, volumeClaimTemplates: completed };
  }) as KubeObject;
}

function rollingUpdate(strategy: Data, defaults: Data): Data {
  const typed = fill(strategy, { type: 'RollingUpdate' });
  if (typed.type !== 'RollingUpdate') return typed;
  return change(fill(typed, { rollingUpdate: {} }), 'rollingUpdate', (each) =>
    fill(each, defaults),
  );
}

function jobSpec(spec: Data): Data {
  const once = spec.completions === undefined && spec.parallelism === undefined;
  return fill(template(spec), {
    ...(once && { completions: 1 }),
    parallelism: 1,
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
  });
}

function cronJobSpec(spec: Data): Data {
  const filled = fill(spec, {
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  });
  return change(filled, 'jobTemplate', (job) =>
    change(job, 'spec', (inner) =>
      change(inner, 'template', (pod) => change(pod, 'spec', podSpecDefaults)),
    ),
  );
}

function serviceSpec(spec: Data): Data {
  const filled = fill(spec, { type: 'ClusterIP', sessionAffinity: 'None' });
  const inside = filled.type === 'ExternalName' ? {} : { internalTrafficPolicy: 'Cluster' };
  const outside = filled.type === 'LoadBalancer' || filled.type === 'NodePort';
  const policy = outside ? { externalTrafficPolicy: 'Cluster' } : {};
  return changeEach(fill(filled, { ...inside, ...policy }), 'ports', (port) =>
    fill(port, { protocol: 'TCP', targetPort: port.port }),
  );
}

function claimSpec(spec: Data): Data {
  return fill(spec, { volumeMode: 'Filesystem' });
}

function webhooks(object: Data, apiVersion: string): Data {
  const beta = apiVersion.endsWith('/v1beta1');
  const mutating = object.kind === 'MutatingWebhookConfiguration';
  return changeEach(object, 'webhooks', (webhook) => {
    const filled = fill(webhook, {
      failurePolicy: beta ? 'Ignore' : 'Fail',
      matchPolicy: beta ? 'Exact' : 'Equivalent',
      namespaceSelector: {},
      objectSelector: {},
      timeoutSeconds: beta ? 30 : 10,
      ...(beta && { sideEffects: 'Unknown', admissionReviewVersions: ['v1beta1'] }),
      ...(mutating && { reinvocationPolicy: 'Never' }),
    });
    const scoped = changeEach(filled, 'rules', (rule) => fill(rule, { scope: '*' }));
    return change(scoped, 'clientConfig', (client) =>
      change(client, 'service', (service) => fill(service, { port: 443 })),
    );
  });
}
