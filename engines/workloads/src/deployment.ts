import { canonicalJson, digestOf } from '@infraforge/kernel';
import { type KubeObject, keyOf } from '@infraforge/kube';
import { deploymentStatus, type Rollout } from './deployment-status.ts';
import { desiredHealthy, isAbout, type PodDisruptionBudget } from './disruption-budget.ts';
import { controllerReference, isControlledBy } from './labels.ts';
import {
  recreateScales,
  rollingLimits,
  rollingScales,
  type Scales,
  scaleOf,
  withinBudgets,
} from './rolling-update.ts';
import type {
  Action,
  Deployment,
  HorizontalPodAutoscaler,
  Outcome,
  Pod,
  ReplicaSet,
} from './types.ts';

const HASH_LABEL = 'pod-template-hash';

/** The annotation that numbers the ReplicaSets of a Deployment; the highest is the current one. */
export const REVISION_ANNOTATION = 'deployment.kubernetes.io/revision';

/** Kubernetes' default of `spec.revisionHistoryLimit`. */
const DEFAULT_HISTORY_LIMIT = 10;

export type DeploymentSurroundings = {
  readonly replicaSets: readonly ReplicaSet[];
  readonly pods: readonly Pod[];
  readonly autoscalers: readonly HorizontalPodAutoscaler[];
  readonly budgets?: readonly PodDisruptionBudget[];
  readonly now: Date;
};

/** One step of a rollout: the ReplicaSet of the present template, scales, history and status. */
export function reconcileDeployment(
  deployment: Deployment,
  around: DeploymentSurroundings,
): Outcome {
  if (deployment.metadata.deletionTimestamp) return { actions: [] };
  const owned = around.replicaSets.filter((set) => isControlledBy(set, deployment)).sort(byAge);
  const hash = templateHash(deployment);
  const found = owned.find((set) => set.metadata.labels?.[HASH_LABEL] === hash);
  const old = owned.filter((set) => set !== found);
  const replicas = wantedReplicas(deployment, around.autoscalers);
  const mayRoll = !deployment.spec.paused;
  const revision = nextRevision(found, old);
  const made = !found && mayRoll ? newReplicaSet(deployment, hash, revision) : undefined;
  const next = found ?? made;
  const rollout: Rollout = { replicas, next, old, isNew: made !== undefined };
  const scales = next ? scalesOf(deployment, rollout, next, around) : new Map();
  const { status, deadlineAt } = deploymentStatus(deployment, rollout, around.now);
  return {
    actions: [
      ...(made ? [{ kind: 'create', object: scaled(made, scales) } as const] : []),
      ...updates(owned, found, revision, scales),
      ...annotate(deployment, next),
      ...(mayRoll ? forget(deployment, old) : []),
      ...(canonicalJson(status) === canonicalJson(deployment.status)
        ? []
        : [{ kind: 'updateStatus', object: { ...deployment, status } as KubeObject } as const]),
    ],
    ...(deadlineAt ? { wakeAt: deadlineAt } : {}),
  };
}

/** The revision number of a ReplicaSet, zero when it has none. */
export function revisionOf(set: KubeObject): number {
  return Number(set.metadata.annotations?.[REVISION_ANNOTATION] ?? 0) || 0;
}

/** A HorizontalPodAutoscaler's `minReplicas` is a floor from the first moment, before it has scaled anything. */
function wantedReplicas(
  deployment: Deployment,
  autoscalers: readonly HorizontalPodAutoscaler[],
): number {
  const autoscaler = autoscalers.find(
    ({ metadata, spec }) =>
      metadata.namespace === deployment.metadata.namespace &&
      spec.scaleTargetRef?.kind === 'Deployment' &&
      spec.scaleTargetRef.name === deployment.metadata.name,
  );
  const asked = deployment.spec.replicas ?? 1;
  if (!autoscaler || asked === 0) return asked;
  return Math.max(asked, autoscaler.spec.minReplicas ?? 1);
}

/** Kubernetes hashes the pod template, so that a template that comes back finds its old ReplicaSet. */
function templateHash(deployment: Deployment): string {
  return digestOf(deployment.spec.template).slice(0, 10);
}

function newReplicaSet(deployment: Deployment, hash: string, revision: number): ReplicaSet {
  const { selector, template, minReadySeconds } = deployment.spec;
  const labels = { ...template.metadata?.labels, [HASH_LABEL]: hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      namespace: deployment.metadata.namespace ?? '',
      labels,
      annotations: { [REVISION_ANNOTATION]: String(revision) },
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas: 0,
      ...(minReadySeconds === undefined ? {} : { minReadySeconds }),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

function scalesOf(
  deployment: Deployment,
  { replicas, old }: Rollout,
  next: ReplicaSet,
  { pods, budgets = [] }: DeploymentSurroundings,
): Scales {
  if (deployment.spec.paused) return pausedScales(replicas, next, old);
  if (deployment.spec.strategy?.type === 'Recreate') {
    const remaining = pods.filter((pod) => old.some((set) => isControlledBy(pod, set))).length;
    return recreateScales(replicas, next, old, remaining);
  }
  const { labels } = deployment.spec.template.metadata ?? {};
  const healthy = budgets
    .filter((budget) => isAbout(budget, labels))
    .map((budget) => desiredHealthy(budget, replicas));
  const limits = rollingLimits(deployment, replicas);
  return rollingScales(
    replicas,
    withinBudgets(limits, replicas, Math.max(0, ...healthy)),
    next,
    old,
  );
}

/** A paused Deployment rolls nothing out but still follows its replica count when one ReplicaSet is in use. */
function pausedScales(replicas: number, next: ReplicaSet, old: readonly ReplicaSet[]): Scales {
  const running = [next, ...old].filter((set) => scaleOf(set) > 0);
  const only = running[0] ?? next;
  if (running.length > 1 || scaleOf(only) === replicas) return new Map();
  return new Map([[only.metadata.name, replicas]]);
}

/** A template that comes back is the newest revision again. */
function nextRevision(found: ReplicaSet | undefined, old: readonly ReplicaSet[]): number {
  const highest = Math.max(0, ...old.map(revisionOf));
  const present = found ? revisionOf(found) : 0;
  return present > highest ? present : highest + 1;
}

function updates(
  owned: readonly ReplicaSet[],
  found: ReplicaSet | undefined,
  revision: number,
  scales: Scales,
): Action[] {
  return owned.flatMap((set) => {
    const numbered = set === found ? withRevision(set, revision) : set;
    const next = scaled(numbered, scales);
    return next === set ? [] : [{ kind: 'update', object: next }];
  });
}

function withRevision(set: ReplicaSet, revision: number): ReplicaSet {
  if (revisionOf(set) === revision) return set;
  const annotations = { ...set.metadata.annotations, [REVISION_ANNOTATION]: String(revision) };
  return { ...set, metadata: { ...set.metadata, annotations } };
}

function scaled(set: ReplicaSet, scales: Scales): ReplicaSet {
  const replicas = scales.get(set.metadata.name);
  return replicas === undefined ? set : { ...set, spec: { ...set.spec, replicas } };
}

/** Kubernetes shows the revision on the Deployment as well. */
function annotate(deployment: Deployment, next: ReplicaSet | undefined): Action[] {
  if (!next) return [];
  const revision = String(revisionOf(next));
  if (deployment.metadata.annotations?.[REVISION_ANNOTATION] === revision) return [];
  const annotations = { ...deployment.metadata.annotations, [REVISION_ANNOTATION]: revision };
  const object = { ...deployment, metadata: { ...deployment.metadata, annotations } };
  return [{ kind: 'update', object }];
}

/** Old ReplicaSets without pods go beyond the history limit, oldest revision first. */
function forget(deployment: Deployment, old: readonly ReplicaSet[]): Action[] {
  const limit = deployment.spec.revisionHistoryLimit ?? DEFAULT_HISTORY_LIMIT;
  const idle = old
    .filter((set) => scaleOf(set) === 0 && (set.status?.replicas ?? 0) === 0)
    .sort((left, right) => revisionOf(left) - revisionOf(right));
  return idle
    .slice(0, Math.max(0, idle.length - limit))
    .map((set) => ({ kind: 'delete', key: keyOf(set), uid: set.metadata.uid }));
}

function byAge(left: ReplicaSet, right: ReplicaSet): number {
  return (
    Date.parse(left.metadata.creationTimestamp ?? '') -
      Date.parse(right.metadata.creationTimestamp ?? '') || revisionOf(left) - revisionOf(right)
  );
}
