import { canonicalJson } from '@infraforge/kernel';
import { keyOf } from '@infraforge/kube';
import { withCondition } from './conditions.ts';
import type { EventNote } from './events.ts';
import { isControlledBy } from './labels.ts';
import { availableAt, isActive, isAvailable, isReady } from './pod-state.ts';
import { nameSuffix, namingState, podFrom } from './pod-template.ts';
import type {
  Action,
  Admit,
  Condition,
  Outcome,
  Pod,
  ReplicaSet,
  ReplicaSetStatus,
} from './types.ts';

/** A pod that was refused is tried again after this long, or when the quota changes. */
const RETRY_MILLISECONDS = 30_000;

/** Makes and removes pods until there are as many as asked, and says how many there are. */
export function reconcileReplicaSet(
  replicaSet: ReplicaSet,
  observed: { readonly pods: readonly Pod[]; readonly now: Date; readonly admit?: Admit },
): Outcome {
  const { now, admit = () => undefined } = observed;
  const owned = observed.pods.filter((pod) => isControlledBy(pod, replicaSet));
  const active = owned.filter(isActive);
  const wanted = replicaSet.metadata.deletionTimestamp
    ? active.length
    : (replicaSet.spec.replicas ?? 1);
  const { made, refusal } = newPods(replicaSet, owned, wanted - active.length, admit);
  const removed = surplus(active, active.length - wanted);
  const minReady = replicaSet.spec.minReadySeconds ?? 0;
  const status = statusOf(replicaSet, active, refusal, now);
  const changed = canonicalJson(status) !== canonicalJson(replicaSet.status);
  const wakes = active
    .map((pod) => availableAt(pod, minReady)?.getTime() ?? 0)
    .filter((time) => time > now.getTime());
  if (refusal !== undefined) wakes.push(now.getTime() + RETRY_MILLISECONDS);
  return {
    actions: [
      ...made.map((object): Action => ({ kind: 'create', object })),
      ...removed.map((pod): Action => ({ kind: 'delete', key: keyOf(pod), uid: pod.metadata.uid })),
      ...(changed ? [{ kind: 'updateStatus', object: { ...replicaSet, status } } as const] : []),
    ],
    events: [
      ...made.map((pod) => note('Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`)),
      ...removed.map((pod) =>
        note('Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`),
      ),
      ...(refusal === undefined
        ? []
        : [note('Warning', 'FailedCreate', `Error creating: ${refusal}`)]),
    ],
    ...(wakes.length > 0 ? { wakeAt: new Date(Math.min(...wakes)) } : {}),
  };

  function note(type: EventNote['type'], reason: string, message: string): EventNote {
    return { about: replicaSet, type, reason, message };
  }
}

function statusOf(
  replicaSet: ReplicaSet,
  active: readonly Pod[],
  refusal: string | undefined,
  now: Date,
): ReplicaSetStatus {
  const minReady = replicaSet.spec.minReadySeconds ?? 0;
  const failure: readonly Condition[] =
    refusal === undefined
      ? []
      : [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: refusal }];
  return {
    observedGeneration: replicaSet.metadata.generation ?? 1,
    replicas: active.length,
    fullyLabeledReplicas: active.length,
    readyReplicas: active.filter(isReady).length,
    availableReplicas: active.filter((pod) => isAvailable(pod, minReady, now)).length,
    ...(failure.length > 0
      ? {
          conditions: failure.map(
            (condition) => withCondition(replicaSet.status?.conditions, condition, now)[0],
          ) as readonly Condition[],
        }
      : {}),
  };
}

/** A refusal is told without the name, which is another at each attempt: it is one event and one condition. */
function unnamed(pod: Pod, { metadata }: ReplicaSet): Pod {
  return { ...pod, metadata: { ...pod.metadata, name: `${metadata.name}-` } };
}

/** Pods that are missing, as far as the cluster admits them. */
function newPods(
  replicaSet: ReplicaSet,
  owned: readonly Pod[],
  count: number,
  admit: Admit,
): { readonly made: readonly Pod[]; readonly refusal?: string } {
  const state = namingState(replicaSet, owned);
  const made: Pod[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = `${replicaSet.metadata.name}-${nameSuffix(`${state} ${index}`)}`;
    const pod = podFrom(replicaSet, replicaSet.spec.template, { name });
    const refusal = admit(unnamed(pod, replicaSet), made);
    if (refusal !== undefined) return { made, refusal };
    made.push(pod);
  }
  return { made };
}

/** Kubernetes' order of removal: pending before running, not ready before ready, then the newest. */
function surplus(active: readonly Pod[], count: number): readonly Pod[] {
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
    .slice(0, count);
}
