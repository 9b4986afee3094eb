import { groupOf, type KubeObject } from '@infraforge/kube';
import { hookFinalizer } from '../annotations.ts';
import { listAt, textAt } from '../fields.ts';
import type { Health } from '../types.ts';
import { apiServiceHealth } from './api-service-health.ts';
import { hpaHealth } from './hpa-health.ts';
import { operatorChecks } from './operator-health.ts';
import { podHealth } from './pod-health.ts';
import {
  daemonSetHealth,
  deploymentHealth,
  jobHealth,
  replicaSetHealth,
  statefulSetHealth,
} from './workload-health.ts';

/** Judges objects of one kind; undefined: no opinion. Keys of a map of them are `group/Kind`, or `Kind` for core. */
export type HealthCheck = (object: KubeObject) => Health | undefined;
export type HealthChecks = Readonly<Record<string, HealthCheck>>;

const builtin: HealthChecks = {
  'apps/Deployment': ifVersion(['apps/v1'], deploymentHealth),
  'apps/ReplicaSet': ifVersion(['apps/v1'], replicaSetHealth),
  'apps/StatefulSet': ifVersion(['apps/v1'], statefulSetHealth),
  'apps/DaemonSet': ifVersion(['apps/v1'], daemonSetHealth),
  'batch/Job': ifVersion(['batch/v1'], jobHealth),
  Pod: podHealth,
  Service: serviceHealth,
  PersistentVolumeClaim: claimHealth,
  'networking.k8s.io/Ingress': ingressHealth,
  'extensions/Ingress': ingressHealth,
  'autoscaling/HorizontalPodAutoscaler': hpaHealth,
  'apiregistration.k8s.io/APIService': apiServiceHealth,
  'argoproj.io/Workflow': workflowHealth,
};

/**
 * Argo CD has no rule of its own for Applications; without one the waves of an app of apps do not wait for its children,
 * which is what its users ask for most (research/kratix-argocd.md §2.5). So we judge them by their status.
 */
export const platformChecks: HealthChecks = {
  ...operatorChecks,
  'argoproj.io/Application': applicationHealth,
};

/**
 * Health of one live object, undefined for kinds that have none (they do not influence their application). Checks in
 * `custom` win over the built-in ones, as Argo CD's `resource.customizations.health` does.
 */
export function assessHealth(
  object: KubeObject,
  custom: HealthChecks = platformChecks,
): Health | undefined {
  const { deletionTimestamp, finalizers = [] } = object.metadata ?? {};
  if (deletionTimestamp && !finalizers.includes(hookFinalizer)) {
    return { status: 'Progressing', message: 'Pending deletion' };
  }
  const group = groupOf(object.apiVersion);
  const key = group ? `${group}/${object.kind}` : object.kind;
  return custom[key]?.(object) ?? builtin[key]?.(object);
}

/** A version that the rule does not know cannot be judged: Argo CD reports an error and the health is Unknown. */
function ifVersion(
  versions: readonly string[],
  check: (object: KubeObject) => Health,
): HealthCheck {
  return (object) =>
    versions.includes(object.apiVersion)
      ? check(object)
      : {
          status: 'Unknown',
          message: `unsupported ${object.kind} GVK: ${object.apiVersion}, Kind=${object.kind}`,
        };
}

function serviceHealth(object: KubeObject): Health {
  if (textAt(object, 'spec', 'type') !== 'LoadBalancer') return { status: 'Healthy' };
  return loadBalancerHealth(object);
}

function ingressHealth(object: KubeObject): Health {
  return loadBalancerHealth(object);
}

function loadBalancerHealth(object: KubeObject): Health {
  const points = listAt(object, 'status', 'loadBalancer', 'ingress');
  return { status: points.length > 0 ? 'Healthy' : 'Progressing' };
}

function claimHealth(object: KubeObject): Health {
  switch (textAt(object, 'status', 'phase')) {
    case 'Bound':
      return { status: 'Healthy' };
    case 'Pending':
      return { status: 'Progressing' };
    case 'Lost':
      return { status: 'Degraded' };
    default:
      return { status: 'Unknown' };
  }
}

function applicationHealth(object: KubeObject): Health | undefined {
  const known = ['Healthy', 'Progressing', 'Suspended', 'Degraded', 'Missing', 'Unknown'] as const;
  const status = known.find((code) => code === textAt(object, 'status', 'health', 'status'));
  const message = textAt(object, 'status', 'health', 'message');
  if (!status) return { status: 'Progressing', message: 'Waiting for its first reconciliation' };
  return message ? { status, message } : { status };
}

function workflowHealth(object: KubeObject): Health {
  const message = textAt(object, 'status', 'message');
  switch (textAt(object, 'status', 'phase')) {
    case '':
    case 'Pending':
    case 'Running':
      return { status: 'Progressing', message };
    case 'Succeeded':
      return { status: 'Healthy', message };
    case 'Failed':
    case 'Error':
      return { status: 'Degraded', message };
    default:
      return { status: 'Unknown', message };
  }
}
