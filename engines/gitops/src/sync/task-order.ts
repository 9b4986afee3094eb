import { groupOf, type KubeObject } from '@infraforge/kube';
import { member, textAt } from '../fields.ts';
import type { SyncPhase } from '../types.ts';
import { objectOf, type SyncTask } from './sync-task.ts';

const phaseOrder: readonly SyncPhase[] = ['PreSync', 'Sync', 'PostSync', 'SyncFail'];

// gitops-engine pkg/sync/sync_tasks.go: Helm's install order with Argo CD's changes. Other kinds come last.
const kindOrder: readonly string[] = [
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
];

/** Phase, wave, kind, name; then namespaces and custom resource definitions before their first user. */
export function orderTasks(tasks: readonly SyncTask[]): readonly SyncTask[] {
  const sorted = [...tasks].sort(compareTasks);
  const withNamespaces = pullForward(sorted, namespaceName, (object) => object.metadata.namespace);
  return pullForward(withNamespaces, definedType, typeOf);
}

function compareTasks(left: SyncTask, right: SyncTask): number {
  const first = objectOf(left);
  const second = objectOf(right);
  return (
    phaseOrder.indexOf(left.phase) - phaseOrder.indexOf(right.phase) ||
    left.wave - right.wave ||
    kindRank(first.kind) - kindRank(second.kind) ||
    (first.metadata.name < second.metadata.name ? -1 : 1)
  );
}

function kindRank(kind: string): number {
  const index = kindOrder.indexOf(kind);
  return index === -1 ? kindOrder.length : index;
}

type Name = (object: KubeObject) => string | undefined;

/** Moves what others need (`provides`) before the first that needs it, and into its phase and wave. */
function pullForward(tasks: readonly SyncTask[], provides: Name, needs: Name): SyncTask[] {
  const result: SyncTask[] = [];
  for (const task of tasks) {
    const { target } = task;
    const provided = target && provides(target);
    const index =
      provided === undefined
        ? -1
        : result.findIndex(
            (other) =>
              other.target !== undefined &&
              provides(other.target) === undefined &&
              needs(other.target) === provided,
          );
    const user = result[index];
    if (user) result.splice(index, 0, { ...task, phase: user.phase, wave: user.wave });
    else result.push(task);
  }
  return result;
}

function namespaceName(object: KubeObject): string | undefined {
  const isNamespace = object.kind === 'Namespace' && groupOf(object.apiVersion) === '';
  return isNamespace ? object.metadata.name : undefined;
}

function definedType(object: KubeObject): string | undefined {
  if (object.kind !== 'CustomResourceDefinition') return undefined;
  if (groupOf(object.apiVersion) !== 'apiextensions.k8s.io') return undefined;
  const spec = member(object, 'spec');
  return `${textAt(spec, 'group')}/${textAt(spec, 'names', 'kind')}`;
}

function typeOf(object: KubeObject): string {
  return `${groupOf(object.apiVersion)}/${object.kind}`;
}
