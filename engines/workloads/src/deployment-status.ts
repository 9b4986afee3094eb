import { conditionOf, withCondition } from './conditions.ts';
import { kubeTime } from './object-rules.ts';
import { rollingLimits, scaleOf } from './rolling-update.ts';
import type { Condition, Deployment, DeploymentStatus, ReplicaSet } from './types.ts';

/** Kubernetes' default of `spec.progressDeadlineSeconds`. */
const DEFAULT_DEADLINE_SECONDS = 600;

export type Rollout = {
  readonly replicas: number;
  readonly next: ReplicaSet | undefined;
  readonly old: readonly ReplicaSet[];
  /** The new ReplicaSet is made in this very step. */
  readonly isNew: boolean;
};

/** The status that follows from the ReplicaSets, in Kubernetes' words, and when a deadline has to be looked at. */
export function deploymentStatus(
  deployment: Deployment,
  rollout: Rollout,
  now: Date,
): { readonly status: DeploymentStatus; readonly deadlineAt?: Date } {
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
  const conditions = withUpdate(availability, progress, now);
  return { status: { ...counts, conditions }, ...deadline(deployment, conditions) };
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

function progressCondition(
  deployment: Deployment,
  rollout: Rollout,
  counts: DeploymentStatus,
  now: Date,
): Condition | undefined {
  const before = conditionOf(deployment.status?.conditions, 'Progressing');
  if (deployment.spec.paused) {
    return progressing('Unknown', 'DeploymentPaused', 'Deployment is paused');
  }
  const name = `ReplicaSet "${rollout.next?.metadata.name ?? ''}"`;
  if (rollout.isNew) return progressing('True', 'NewReplicaSetCreated', `Created new ${name}`);
  if (isComplete(rollout.replicas, counts)) {
    return progressing('True', 'NewReplicaSetAvailable', `${name} has successfully progressed.`);
  }
  if (!before || hasMoved(deployment.status, counts)) {
    return progressing('True', 'ReplicaSetUpdated', `${name} is progressing.`);
  }
  const end = deadline(deployment, [before]).deadlineAt;
  if (end && end <= now) {
    return progressing('False', 'ProgressDeadlineExceeded', `${name} has timed out progressing.`);
  }
  return undefined;
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
  next: Condition | undefined,
  now: Date,
): readonly Condition[] {
  if (!next) return conditions;
  const before = conditionOf(conditions, next.type);
  const isSame = before?.reason === next.reason && before?.message === next.message;
  const moves = !isSame || next.reason === 'ReplicaSetUpdated';
  const lastUpdateTime = moves ? kubeTime(now) : (before?.lastUpdateTime ?? kubeTime(now));
  return withCondition(conditions, { ...next, lastUpdateTime }, now);
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
