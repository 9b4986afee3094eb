import { type KubeObject, keyOf } from '@infraforge/kube';
import { withCondition } from './conditions.ts';
import type { EventNote } from './events.ts';
import { availableAt, isAvailable, isReady } from './pod-state.ts';
import {
  isSame,
  type StatefulHistory,
  statefulHistory,
  templateOf,
} from './stateful-set-history.ts';
import {
  claimOrdinal,
  claimsOf,
  ordinalOf,
  REVISION_LABEL,
  statefulPod,
} from './stateful-set-pods.ts';
import type { ControllerRevision, StatefulSet, StatefulSetStatus } from './stateful-set-types.ts';
import type { Action, Admit, Outcome, Pod } from './types.ts';

export type StatefulSetSurroundings = {
  /** Pods and revisions that it owns, whatever their state. */
  readonly pods: readonly Pod[];
  readonly revisions: readonly ControllerRevision[];
  /** Claims of its namespace. */
  readonly claims: readonly KubeObject[];
  /** An address for a pod of this name. */
  readonly addressFor: (pod: string) => string;
  readonly admit: Admit;
  readonly now: Date;
};

type Plan = { readonly actions: readonly Action[]; readonly events: readonly EventNote[] };

/** A pod that was refused is tried again after this long, or when the quota changes. */
const RETRY_MILLISECONDS = 30_000;

/**
 * One step of a StatefulSet, by the rules of Kubernetes' controller: pods are made from the lowest ordinal up, removed
 * and updated from the highest down, each only when those before it are available (unless `podManagementPolicy` is
 * `Parallel`). We leave them in one thing: a pod of an old revision that is not ready is replaced at once, so that a
 * rollout that broke is mended by the next revision without anybody deleting pods.
 */
export function reconcileStatefulSet(set: StatefulSet, around: StatefulSetSurroundings): Outcome {
  if (set.metadata.deletionTimestamp) return { actions: [] };
  const history = statefulHistory(set, around.revisions, around.pods);
  const plan = planPods(set, history, around);
  const refused = plan.events.find(({ type }) => type === 'Warning');
  const status = statusOf(set, history, around, refused?.message);
  const minReady = set.spec.minReadySeconds ?? 0;
  const wakes = around.pods
    .map((pod) => availableAt(pod, minReady)?.getTime() ?? 0)
    .filter((time) => time > around.now.getTime());
  if (refused) wakes.push(around.now.getTime() + RETRY_MILLISECONDS);
  return {
    actions: [
      ...history.actions,
      ...plan.actions,
      ...forgottenClaims(set, around),
      ...(isSame(status, set.status)
        ? []
        : [{ kind: 'updateStatus', object: { ...set, status } } as const]),
    ],
    events: plan.events,
    ...(wakes.length > 0 ? { wakeAt: new Date(Math.min(...wakes)) } : {}),
  };
}

function planPods(
  set: StatefulSet,
  history: StatefulHistory,
  around: StatefulSetSurroundings,
): Plan {
  const { first, last } = rangeOf(set);
  const isOrdered = set.spec.podManagementPolicy !== 'Parallel';
  const byOrdinal = new Map(around.pods.map((pod) => [ordinalOf(set, pod), pod]));
  const plans: Plan[] = [];
  const add = (plan: Plan) => plans.push(plan);
  for (let ordinal = first; ordinal <= last; ordinal += 1) {
    const pod = byOrdinal.get(ordinal);
    const isHeld = pod === undefined || !isSteady(set, pod, around.now);
    if (!pod) add(creation(set, ordinal, history, around, plans));
    else if (needsReplacement(set, pod, ordinal, history)) add(removal(set, pod));
    if (isHeld && isOrdered) return joined(plans);
  }
  const surplus = [...byOrdinal]
    .filter(([ordinal]) => ordinal !== undefined && (ordinal < first || ordinal > last))
    .sort(([left = 0], [right = 0]) => right - left)
    .map(([, pod]) => pod);
  for (const pod of surplus) {
    if (!pod.metadata.deletionTimestamp) add(removal(set, pod));
    if (isOrdered) return joined(plans);
  }
  add(update(set, history, around, byOrdinal));
  return joined(plans);
}

/** From the highest ordinal down to the partition, one that is available after the other. */
function update(
  set: StatefulSet,
  history: StatefulHistory,
  around: StatefulSetSurroundings,
  byOrdinal: ReadonlyMap<number | undefined, Pod>,
): Plan {
  if (set.spec.updateStrategy?.type === 'OnDelete') return joined([]);
  const { first, last } = rangeOf(set);
  const lowest = first + (set.spec.updateStrategy?.rollingUpdate?.partition ?? 0);
  for (let ordinal = last; ordinal >= lowest; ordinal -= 1) {
    const pod = byOrdinal.get(ordinal);
    if (!pod || pod.metadata.deletionTimestamp) return joined([]);
    if (revisionLabel(pod) !== history.update.metadata.name) return removal(set, pod);
    if (!isSteady(set, pod, around.now)) return joined([]);
  }
  return joined([]);
}

function creation(
  set: StatefulSet,
  ordinal: number,
  history: StatefulHistory,
  around: StatefulSetSurroundings,
  before: readonly Plan[],
): Plan {
  const pending = before.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.kind === 'create' ? [action.object] : [])),
  );
  const revision = usesCurrent(set, ordinal, history, around.pods)
    ? history.current
    : history.update;
  const name = `${set.metadata.name}-${ordinal}`;
  const pod = statefulPod(set, ordinal, {
    template: templateOf(revision),
    revision: revision.metadata.name,
    address: around.addressFor(name),
  });
  const present = new Set(around.claims.map(({ metadata }) => metadata.name));
  const claims = claimsOf(set, ordinal).filter(({ metadata }) => !present.has(metadata.name));
  const made: KubeObject[] = [];
  for (const object of [...claims, pod]) {
    const refusal = around.admit(object, [...pending, ...made]);
    if (refusal !== undefined) {
      const message = `create ${object.kind} ${object.metadata.name} in StatefulSet ${set.metadata.name} failed error: ${refusal}`;
      return {
        actions: [],
        events: [{ about: set, type: 'Warning', reason: 'FailedCreate', message }],
      };
    }
    made.push(object);
  }
  return {
    actions: made.map((object) => ({ kind: 'create', object })),
    events: [
      ...claims.map((claim) =>
        normal(
          set,
          'SuccessfulCreate',
          `create Claim ${claim.metadata.name} Pod ${name} in StatefulSet ${set.metadata.name} success`,
        ),
      ),
      normal(
        set,
        'SuccessfulCreate',
        `create Pod ${name} in StatefulSet ${set.metadata.name} successful`,
      ),
    ],
  };
}

function removal(set: StatefulSet, pod: Pod): Plan {
  const { name, uid } = pod.metadata;
  const message = `delete Pod ${name} in StatefulSet ${set.metadata.name} successful`;
  return {
    actions: [{ kind: 'delete', key: keyOf(pod), uid }],
    events: [normal(set, 'SuccessfulDelete', message)],
  };
}

/** A pod that ended, or one of an old revision that is not ready and would hold the update up for ever. */
function needsReplacement(
  set: StatefulSet,
  pod: Pod,
  ordinal: number,
  history: StatefulHistory,
): boolean {
  if (pod.metadata.deletionTimestamp) return false;
  if (pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') return true;
  const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  const isUpdated = set.spec.updateStrategy?.type !== 'OnDelete';
  return (
    isUpdated &&
    ordinal >= rangeOf(set).first + partition &&
    !isReady(pod) &&
    revisionLabel(pod) !== history.update.metadata.name
  );
}

/** Kubernetes' rule: a pod that is lost during a rollout comes back as it was until its turn comes. */
function usesCurrent(
  set: StatefulSet,
  ordinal: number,
  { current, update: next }: StatefulHistory,
  pods: readonly Pod[],
): boolean {
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  if (type === 'OnDelete') return false;
  const { first } = rangeOf(set);
  if (rollingUpdate?.partition !== undefined && ordinal < first + rollingUpdate.partition) {
    return true;
  }
  const old = pods.filter(
    (pod) => !pod.metadata.deletionTimestamp && revisionLabel(pod) === current.metadata.name,
  );
  return current.metadata.name !== next.metadata.name && ordinal < first + old.length;
}

function isSteady(set: StatefulSet, pod: Pod, now: Date): boolean {
  return (
    !pod.metadata.deletionTimestamp &&
    pod.status?.phase === 'Running' &&
    isAvailable(pod, set.spec.minReadySeconds ?? 0, now)
  );
}

function rangeOf({ spec }: StatefulSet): { readonly first: number; readonly last: number } {
  const first = spec.ordinals?.start ?? 0;
  return { first, last: first + (spec.replicas ?? 1) - 1 };
}

/** `whenScaled: Delete`: claims of ordinals beyond the replicas go once their pod has gone. */
function forgottenClaims(set: StatefulSet, around: StatefulSetSurroundings): readonly Action[] {
  if (set.spec.persistentVolumeClaimRetentionPolicy?.whenScaled !== 'Delete') return [];
  const { first, last } = rangeOf(set);
  const running = new Set(around.pods.map((pod) => ordinalOf(set, pod)));
  return around.claims
    .filter((claim) => {
      const ordinal = claimOrdinal(set, claim);
      const isBeyond = ordinal !== undefined && (ordinal < first || ordinal > last);
      return isBeyond && !running.has(ordinal) && !claim.metadata.deletionTimestamp;
    })
    .map((claim) => ({ kind: 'delete', key: keyOf(claim), uid: claim.metadata.uid }));
}

function statusOf(
  set: StatefulSet,
  { update, current }: StatefulHistory,
  { pods, now }: StatefulSetSurroundings,
  refusal: string | undefined,
): StatefulSetStatus {
  const minReady = set.spec.minReadySeconds ?? 0;
  const active = pods.filter((pod) => !pod.metadata.deletionTimestamp);
  const of = (name: string) => active.filter((pod) => revisionLabel(pod) === name).length;
  const replicas = set.spec.replicas ?? 1;
  const readyReplicas = active.filter(isReady).length;
  const updatedReplicas = of(update.metadata.name);
  const isDone = [updatedReplicas, readyReplicas, pods.length].every((n) => n === replicas);
  const rolledOut = isDone && set.spec.updateStrategy?.type !== 'OnDelete' ? update : current;
  return {
    observedGeneration: set.metadata.generation ?? 1,
    replicas: pods.length,
    readyReplicas,
    availableReplicas: active.filter((pod) => isAvailable(pod, minReady, now)).length,
    currentReplicas: of(rolledOut.metadata.name),
    updatedReplicas,
    currentRevision: rolledOut.metadata.name,
    updateRevision: update.metadata.name,
    ...(refusal === undefined
      ? {}
      : {
          conditions: withCondition(
            set.status?.conditions,
            { type: 'FailedCreate', status: 'True', reason: 'FailedCreate', message: refusal },
            now,
          ),
        }),
  };
}

function revisionLabel(pod: KubeObject): string | undefined {
  return pod.metadata.labels?.[REVISION_LABEL];
}

function normal(about: KubeObject, reason: string, message: string): EventNote {
  return { about, type: 'Normal', reason, message };
}

function joined(plans: readonly Plan[]): Plan {
  return {
    actions: plans.flatMap(({ actions }) => actions),
    events: plans.flatMap(({ events }) => events),
  };
}
