import { formatKey, type KubeObject, keyOf } from '@infraforge/kube';
import { claimKeys, type ObjectCache, type Pod } from '@infraforge/workloads';

/** The keys whose step may come out otherwise now that this object has changed: itself, its owners, its dependents. */
export function relatedKeys(object: KubeObject, cache: ObjectCache): readonly string[] {
  const key = keyOf(object);
  const own = formatKey(key);
  const { namespace } = key;
  const of = (group: string, kind: string, inNamespace: string | undefined) =>
    cache.ofKind(group, kind, inNamespace).map((item) => formatKey(keyOf(item)));
  const namespaceKey = namespace ? [`Namespace ${namespace}`] : [];
  const isLeaving = namespace
    ? cache.get({ group: '', kind: 'Namespace', namespace: '', name: namespace })?.metadata
        .deletionTimestamp !== undefined
    : false;
  // What is left of a quota follows from everything in its namespace.
  const isCounted = namespace !== '' && key.kind !== 'Event';
  const quotas = isCounted ? of('', 'ResourceQuota', namespace) : [];
  const base = [own, ...(isLeaving ? namespaceKey : []), ...ownerKeys(object), ...quotas];
  const makers = () => [
    ...of('apps', 'ReplicaSet', namespace),
    ...of('apps', 'StatefulSet', namespace),
    ...of('batch', 'Job', namespace),
  ];
  switch (`${key.group}/${key.kind}`) {
    case '/Namespace':
      return [...base, ...contentKeys(cache, key.name)];
    case '/Pod':
      return [
        ...base,
        ...grandparents(object, cache),
        ...claimKeys(object as Pod).map(formatKey),
        ...of('policy', 'PodDisruptionBudget', namespace),
      ];
    case '/ResourceQuota':
    case '/ServiceAccount':
      return [...base, ...makers(), ...namespaceKey];
    case 'policy/PodDisruptionBudget':
      return [...base, ...of('apps', 'Deployment', namespace)];
    case '/PersistentVolumeClaim':
      return [...base, ...of('apps', 'StatefulSet', namespace)];
    case 'apps/Deployment':
      return [...base, ...of('autoscaling', 'HorizontalPodAutoscaler', namespace)];
    case '/Service':
      return [...base, ...of('networking.k8s.io', 'Ingress', namespace)];
    case 'networking.k8s.io/Ingress':
      return [...base, ...of('networking.k8s.io', 'Ingress', undefined)];
    case 'autoscaling/HorizontalPodAutoscaler':
      return [...base, ...of('apps', 'Deployment', namespace)];
    default:
      return base;
  }
}

/** The keys of an object's owners. */
export function ownerKeys(object: KubeObject): readonly string[] {
  return (object.metadata.ownerReferences ?? []).map((owner) =>
    formatKey(
      keyOf({
        apiVersion: owner.apiVersion,
        kind: owner.kind,
        metadata: { name: owner.name, namespace: object.metadata.namespace ?? '' },
      }),
    ),
  );
}

/** A Deployment looks at the pods of its ReplicaSets. */
function grandparents(object: KubeObject, cache: ObjectCache): readonly string[] {
  return ownerKeys(object).flatMap((key) => {
    const owner = cache.find(key);
    return owner ? ownerKeys(owner) : [];
  });
}

function contentKeys(cache: ObjectCache, namespace: string): readonly string[] {
  return cache.inNamespace(namespace).map((object) => formatKey(keyOf(object)));
}
