import { conditionOf, withCondition } from './conditions.ts';
import { kubeTime } from './object-rules.ts';
import { revisionOf } from './revision.ts';
import { rollingLimits, scaleOf } from './rolling-update.ts';
import type { Condition, Deployment, DeploymentStatus, ReplicaSet } from './types.ts';

/** Kubernetes' default of `spec.progressDeadlineSeconds`. */
const DEFAULT_DEADLINE_SECONDS = 600;

/** What the message of a rollback says, by which it is known. */
const ROLLED_BACK = 'Rolled back to';

export type Rollout = {
  readonly replicas: number;
  readonly next: ReplicaSet | undefined;
  readonly old: readonly ReplicaSet[];
  /** The new ReplicaSet is made in this very step. */
  readonly isNew: boolean;
  /** What keeps the new pods from getting ready. */
  readonly trouble: string | undefined;
  /** The template was rolled back to this revision. */
  readonly rolledBackTo: ReplicaSet | undefined;
};

/** The status that follows from the ReplicaSets, in Kubernetes' words, and when a deadline has to be looked at. */
export function deploymentStatus(
  deployment: Deployment,
  rollout: Rollout,
  now: Date,
): {
  readonly status: DeploymentStatus;
  readonly deadlineAt?: Date;
  /** All pods are of the new revision and available. */
  readonly isComplete: boolean;
} {
  const sets = rollout.next ? [rollout.next, ...rollout.old] : rollout.old;
  const count = (of: (set: ReplicaSet) => number | undefined) =>
    sets.reduce((total, set) => total + (of(set) ?? 0), 0);
  const available = count((set) => set.status?.availableReplicas);
  const counts = {
    observedGeneration: deployment.metadata.generation ?? 1,
    replicas: count((set) => set.status?.replicas),
    updatedReplicas: rollout.next?.status?.replicas ?? 0,
    readyReplicas: count((set) => set.status?.readyReplicas),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, Math.max(rollout.replicas, count(scaleOf)) - available),
  };
  const availability = withCondition(
    deployment.status?.conditions,
    availableCondition(deployment, rollout, available),
    now,
  );
  const progress = progressCondition(deployment, rollout, counts, now);
  const conditions = withFailure(withUpdate(availability, progress, now), sets, now);
  return {
    status: { ...counts, conditions },
    isComplete: isComplete(rollout.replicas, counts),
    ...deadline(deployment, conditions),
  };
}

function availableCondition(
  deployment: Deployment,
  { replicas }: Rollout,
  available: number,
): Condition {
  const { maxUnavailable } = rollingLimits(deployment, replicas);
  return available >= replicas - maxUnavailable
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

/** A condition, and whether it says that the rollout has moved on, from when the deadline counts. */
type Progress = { readonly condition: Condition; readonly moves: boolean };

function progressCondition(
  deployment: Deployment,
  rollout: Rollout,
  counts: DeploymentStatus,
  now: Date,
): Progress {
  const before = conditionOf(deployment.status?.conditions, 'Progressing');
  const { trouble, rolledBackTo } = rollout;
  const state = (moves: boolean, ...said: Parameters<typeof progressing>): Progress => {
    const condition = progressing(...said);
    const isSame = before?.reason === condition.reason && before?.message === condition.message;
    return { condition, moves: moves && !(isSame && condition.reason !== 'ReplicaSetUpdated') };
  };
  if (deployment.spec.paused) {
    return state(true, 'Unknown', 'DeploymentPaused', 'Deployment is paused');
  }
  const name = `ReplicaSet "${rollout.next?.metadata.name ?? ''}"`;
  const said = (text: string) => (trouble ? `${text} ${trouble}` : text);
  if (rolledBackTo) {
    const back = `${ROLLED_BACK} revision ${revisionOf(rolledBackTo)} (ReplicaSet "${rolledBackTo.metadata.name}"). Mend the cause and deploy again.`;
    const message = `${name} has timed out progressing. ${back}`;
    return state(true, 'False', 'ProgressDeadlineExceeded', message);
  }
  if (rollout.isNew) return state(true, 'True', 'NewReplicaSetCreated', `Created new ${name}`);
  if (isComplete(rollout.replicas, counts)) {
    const message = `${name} has successfully progressed.`;
    return state(true, 'True', 'NewReplicaSetAvailable', message);
  }
  const isTriedAgain =
    before?.message?.includes(ROLLED_BACK) || before?.reason === 'DeploymentPaused';
  if (!before || isTriedAgain || hasMoved(deployment.status, counts)) {
    return state(true, 'True', 'ReplicaSetUpdated', said(`${name} is progressing.`));
  }
  const end = deadline(deployment, [before]).deadlineAt;
  if (before.status === 'False' || (end && end <= now)) {
    const message = said(`${name} has timed out progressing.`);
    return state(true, 'False', 'ProgressDeadlineExceeded', message);
  }
  // The same as before, but for what is the matter with the pods.
  const { reason = 'ReplicaSetUpdated' } = before;
  const bases: Readonly<Record<string, string>> = {
    NewReplicaSetCreated: `Created new ${name}${trouble ? '.' : ''}`,
    NewReplicaSetAvailable: `${name} has successfully progressed.`,
  };
  const message = said(bases[reason] ?? `${name} is progressing.`);
  return { condition: progressing('True', reason, message), moves: false };
}

/** What a ReplicaSet could not make is said on its Deployment as well. */
function withFailure(
  conditions: readonly Condition[],
  sets: readonly ReplicaSet[],
  now: Date,
): readonly Condition[] {
  const failures = sets.flatMap(({ status }) => status?.conditions ?? []);
  const failure = conditionOf(failures, 'ReplicaFailure');
  if (failure) return withCondition(conditions, failure, now);
  return conditions.filter(({ type }) => type !== 'ReplicaFailure');
}

function progressing(status: Condition['status'], reason: string, message: string): Condition {
  return { type: 'Progressing', status, reason, message };
}

function isComplete(replicas: number, counts: DeploymentStatus): boolean {
  return (
    counts.updatedReplicas === replicas &&
    counts.replicas === replicas &&
    counts.availableReplicas === replicas
  );
}

/** Kubernetes' DeploymentProgressing: more new pods, fewer old ones, more ready or available ones. */
function hasMoved(before: DeploymentStatus | undefined, after: DeploymentStatus): boolean {
  const updated = (status: DeploymentStatus | undefined) => status?.updatedReplicas ?? 0;
  const old = (status: DeploymentStatus | undefined) => (status?.replicas ?? 0) - updated(status);
  return (
    updated(after) > updated(before) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before?.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before?.availableReplicas ?? 0)
  );
}

/** `lastUpdateTime` moves whenever there is progress: the deadline counts from there. */
function withUpdate(
  conditions: readonly Condition[],
  { condition, moves }: Progress,
  now: Date,
): readonly Condition[] {
  const before = conditionOf(conditions, condition.type);
  const lastUpdateTime = moves ? kubeTime(now) : (before?.lastUpdateTime ?? kubeTime(now));
  return withCondition(conditions, { ...condition, lastUpdateTime }, now);
}

function deadline(
  deployment: Deployment,
  conditions: readonly Condition[],
): { readonly deadlineAt?: Date } {
  const progress = conditionOf(conditions, 'Progressing');
  const waits = progress?.status === 'True' && progress.reason !== 'NewReplicaSetAvailable';
  const from = Date.parse(progress?.lastUpdateTime ?? '');
  if (!waits || Number.isNaN(from)) return {};
  const seconds = deployment.spec.progressDeadlineSeconds ?? DEFAULT_DEADLINE_SECONDS;
  return { deadlineAt: new Date(from + seconds * 1000) };
}
