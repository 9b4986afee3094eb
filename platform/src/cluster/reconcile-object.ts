import { formatKey, type KubeObject, keyOf } from '@infraforge/kube';
import {
  type Deployment,
  type HorizontalPodAutoscaler,
  type Ingress,
  isReady,
  matchesSelector,
  type ObjectCache,
  type Outcome,
  type Pod,
  type ReplicaSet,
  reconcileAutoscaler,
  reconcileDeployment,
  reconcileIngress,
  reconcileNamespace,
  reconcilePod,
  reconcileReplicaSet,
  reconcileService,
  type Service,
} from '@infraforge/workloads';

export type ControllerSettings = {
  /** Where the local cluster's ingress listens. */
  readonly ingress: { readonly ip: string; readonly port: number };
};

/** Cores that pods use, by uid; what nobody measured is absent. */
export type PodUsages = ReadonlyMap<string, number>;

/**
 * The step that the controllers want for one object as the cache shows the cluster. Objects of other kinds, and those
 * whose namespace is not there yet, are left alone.
 */
export function reconcileObject(
  object: KubeObject,
  cache: ObjectCache,
  settings: ControllerSettings,
  usage: PodUsages,
  now: Date,
): Outcome {
  const namespace = object.metadata.namespace ?? '';
  const kind = formatKey(keyOf({ ...object, metadata: { name: '' } })).trim();
  if (kind === 'Namespace') return reconcileNamespace(object, contentOf(cache, object));
  if (!cache.get({ group: '', kind: 'Namespace', namespace: '', name: namespace })) {
    return { actions: [] };
  }
  const all = <T>(group: string, name: string) =>
    cache.ofKind(group, name, namespace) as unknown as readonly T[];
  const everywhere = <T>(group: string, name: string) =>
    cache.ofKind(group, name) as unknown as readonly T[];
  switch (kind) {
    case 'apps/Deployment':
      return reconcileDeployment(object as Deployment, {
        replicaSets: all<ReplicaSet>('apps', 'ReplicaSet'),
        pods: all<Pod>('', 'Pod'),
        autoscalers: all<HorizontalPodAutoscaler>('autoscaling', 'HorizontalPodAutoscaler'),
        now,
      });
    case 'apps/ReplicaSet':
      return reconcileReplicaSet(object as ReplicaSet, { pods: all<Pod>('', 'Pod'), now });
    case 'Pod':
      return reconcilePod(object as Pod);
    case 'Service':
      return reconcileService(
        object,
        everywhere<Service>('', 'Service'),
        String(settings.ingress.port),
      );
    case 'autoscaling/HorizontalPodAutoscaler': {
      const autoscaler = object as HorizontalPodAutoscaler;
      const { scaleTargetRef } = autoscaler.spec;
      const target = all<Deployment>('apps', 'Deployment').find(
        ({ metadata }) =>
          scaleTargetRef.kind === 'Deployment' && metadata.name === scaleTargetRef.name,
      );
      const pods = all<Pod>('', 'Pod').filter(
        (pod) =>
          target && matchesSelector(pod.metadata.labels, target.spec.selector) && isReady(pod),
      );
      return reconcileAutoscaler(autoscaler, { target, pods, usage, now });
    }
    case 'networking.k8s.io/Ingress':
      return reconcileIngress(object, {
        ingresses: everywhere<Ingress>('networking.k8s.io', 'Ingress'),
        services: all<Service>('', 'Service'),
        address: settings.ingress,
        now,
      });
    default:
      return { actions: [] };
  }
}

function contentOf(cache: ObjectCache, namespace: KubeObject): readonly KubeObject[] {
  if (!namespace.metadata.deletionTimestamp) return [];
  return cache.inNamespace(namespace.metadata.name);
}
