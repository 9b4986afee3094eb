import { canonicalJson, sha256 } from '@infraforge/kernel';
import { type KubeObject, keyOf } from '@infraforge/kube';
import { controllerReference, isControlledBy } from './labels.ts';
import { availableAt, isActive, isAvailable, isReady } from './pod-state.ts';
import type { Action, Outcome, Pod, ReplicaSet, ReplicaSetStatus } from './types.ts';

/** The one node of the local cluster. */
export const LOCAL_NODE = 'local';

/** Kubernetes' alphabet of generated names: no vowels, nothing that reads as another character. */
const SAFE_CHARACTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** Makes and removes pods until there are as many as asked, and says how many there are. */
export function reconcileReplicaSet(
  replicaSet: ReplicaSet,
  observed: { readonly pods: readonly Pod[]; readonly now: Date },
): Outcome {
  const owned = observed.pods.filter((pod) => isControlledBy(pod, replicaSet));
  const active = owned.filter(isActive);
  const wanted = replicaSet.spec.replicas ?? 1;
  const scaling = replicaSet.metadata.deletionTimestamp
    ? []
    : active.length < wanted
      ? newPods(replicaSet, owned, wanted - active.length)
      : surplus(active, active.length - wanted);
  const minReady = replicaSet.spec.minReadySeconds ?? 0;
  const status = statusOf(replicaSet, active, observed.now);
  const changed = canonicalJson(status) !== canonicalJson(replicaSet.status);
  const reports: Action[] = changed
    ? [{ kind: 'updateStatus', object: { ...replicaSet, status } as KubeObject }]
    : [];
  const wakes = active
    .map((pod) => availableAt(pod, minReady)?.getTime() ?? 0)
    .filter((time) => time > observed.now.getTime());
  return {
    actions: [...scaling, ...reports],
    ...(wakes.length > 0 ? { wakeAt: new Date(Math.min(...wakes)) } : {}),
  };
}

function statusOf(replicaSet: ReplicaSet, active: readonly Pod[], now: Date): ReplicaSetStatus {
  const minReady = replicaSet.spec.minReadySeconds ?? 0;
  return {
    observedGeneration: replicaSet.metadata.generation ?? 1,
    replicas: active.length,
    fullyLabeledReplicas: active.length,
    readyReplicas: active.filter(isReady).length,
    availableReplicas: active.filter((pod) => isAvailable(pod, minReady, now)).length,
  };
}

/**
 * Names come from what was observed: whoever repeats the step on the same state makes the same pods, so that two
 * controllers, or one that was killed between two pods, never make one too many.
 */
function newPods(replicaSet: ReplicaSet, owned: readonly Pod[], count: number): Action[] {
  const state = [
    replicaSet.metadata.uid,
    replicaSet.metadata.resourceVersion,
    ...owned.map((pod) => pod.metadata.uid ?? '').sort(),
  ].join(' ');
  const { template } = replicaSet.spec;
  return Array.from({ length: count }, (_, index) => ({
    kind: 'create',
    object: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...(template.metadata?.annotations ? { annotations: template.metadata.annotations } : {}),
        labels: template.metadata?.labels ?? {},
        name: `${replicaSet.metadata.name}-${suffix(`${state} ${index}`)}`,
        namespace: replicaSet.metadata.namespace ?? '',
        ownerReferences: [controllerReference(replicaSet)],
      },
      spec: { restartPolicy: 'Always', ...template.spec, nodeName: LOCAL_NODE },
    } as KubeObject,
  }));
}

/** Five characters that depend on the text alone. */
function suffix(text: string): string {
  const digest = sha256(text);
  return [0, 1, 2, 3, 4]
    .map((index) => Number.parseInt(digest.slice(index * 4, index * 4 + 4), 16))
    .map((number) => SAFE_CHARACTERS[number % SAFE_CHARACTERS.length])
    .join('');
}

/** Kubernetes' order of removal: pending before running, not ready before ready, then the newest. */
function surplus(active: readonly Pod[], count: number): Action[] {
  if (count <= 0) return [];
  return [...active]
    .sort(
      (left, right) =>
        Number(left.status?.phase === 'Running') - Number(right.status?.phase === 'Running') ||
        Number(isReady(left)) - Number(isReady(right)) ||
        Date.parse(right.metadata.creationTimestamp ?? '') -
          Date.parse(left.metadata.creationTimestamp ?? '') ||
        (left.metadata.name < right.metadata.name ? -1 : 1),
    )
    .slice(0, count)
    .map((pod) => ({ kind: 'delete', key: keyOf(pod), uid: pod.metadata.uid }));
}
