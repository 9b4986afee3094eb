import { canonicalJson, digestOf } from '@infraforge/kernel';
import { type KubeObject, keyOf } from '@infraforge/kube';
import {
  mustRollBack,
  PROVEN_ANNOTATION,
  provenRevision,
  ROLLED_BACK_ANNOTATION,
} from './deployment-rollback.ts';
import { deploymentStatus, type Rollout } from './deployment-status.ts';
import { desiredHealthy, isAbout, type PodDisruptionBudget } from './disruption-budget.ts';
import { controllerReference, isControlledBy } from './labels.ts';
import { REVISION_ANNOTATION, revisionOf } from './revision.ts';
import {
  recreateScales,
  rollingLimits,
  rollingScales,
  type Scales,
  scaleOf,
  withinBudgets,
} from './rolling-update.ts';
import { rolloutEvents } from './rollout-events.ts';
import { rolloutTrouble } from './rollout-trouble.ts';
import type {
  Action,
  Deployment,
  HorizontalPodAutoscaler,
  Outcome,
  Pod,
  ReplicaSet,
} from './types.ts';

const HASH_LABEL = 'pod-template-hash';

/** Kubernetes' default of `spec.revisionHistoryLimit`. */
const DEFAULT_HISTORY_LIMIT = 10;

export type DeploymentSurroundings = {
  readonly replicaSets: readonly ReplicaSet[];
  readonly pods: readonly Pod[];
  readonly autoscalers: readonly HorizontalPodAutoscaler[];
  readonly budgets?: readonly PodDisruptionBudget[];
  readonly now: Date;
};

/**
 * One step of a rollout: the ReplicaSet of the present template, scales, history and status. A template that was rolled
 * back stays where it is, and the revision that worked before it is what the step works towards.
 */
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
  const proven = provenRevision(old);
  const wasRolledBack = deployment.metadata.annotations?.[ROLLED_BACK_ANNOTATION] === hash;
  const goal = wasRolledBack && proven ? proven : next;
  const rollout: Rollout = {
    replicas,
    next,
    old,
    isNew: made !== undefined,
    trouble: next && rolloutTrouble(next, around.pods),
    rolledBackTo: wasRolledBack ? proven : undefined,
  };
  const scales = goal ? scalesOf(deployment, replicas, goal, owned, around) : new Map();
  const { status, deadlineAt, isComplete } = deploymentStatus(deployment, rollout, around.now);
  const rollsBack = !wasRolledBack && mustRollBack(deployment, next, proven, status);
  const annotations = {
    [REVISION_ANNOTATION]: next && String(revisionOf(next)),
    [ROLLED_BACK_ANNOTATION]: wasRolledBack || rollsBack ? hash : undefined,
  };
  const proves = isComplete && replicas > 0 ? found : undefined;
  const sets = made ? [made, ...owned] : owned;
  const events = rolloutEvents(deployment, sets, scales, rollsBack && proven);
  return {
    actions: [
      ...(made ? [{ kind: 'create', object: scaled(made, scales) } as const] : []),
      ...updates(owned, { found, revision, scales, proves }),
      ...annotated(deployment, next ? annotations : {}),
      ...(mayRoll ? forget(deployment, old, proven) : []),
      ...(canonicalJson(status) === canonicalJson(deployment.status)
        ? []
        : [{ kind: 'updateStatus', object: { ...deployment, status } as KubeObject } as const]),
    ],
    ...(events.length > 0 ? { events } : {}),
    ...(deadlineAt ? { wakeAt: deadlineAt } : {}),
  };
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

/** Towards `goal`: the ReplicaSet of the present template, or the one that a rollback returns to. */
function scalesOf(
  deployment: Deployment,
  replicas: number,
  goal: ReplicaSet,
  owned: readonly ReplicaSet[],
  { pods, budgets = [] }: DeploymentSurroundings,
): Scales {
  const rest = owned.filter((set) => set !== goal);
  if (deployment.spec.paused) return pausedScales(replicas, goal, rest);
  if (deployment.spec.strategy?.type === 'Recreate') {
    const remaining = pods.filter((pod) => rest.some((set) => isControlledBy(pod, set))).length;
    return recreateScales(replicas, goal, rest, remaining);
  }
  const { labels } = deployment.spec.template.metadata ?? {};
  const healthy = budgets
    .filter((budget) => isAbout(budget, labels))
    .map((budget) => desiredHealthy(budget, replicas));
  const limits = rollingLimits(deployment, replicas);
  return rollingScales(
    replicas,
    withinBudgets(limits, replicas, Math.max(0, ...healthy)),
    goal,
    rest,
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
  change: {
    readonly found: ReplicaSet | undefined;
    readonly revision: number;
    readonly scales: Scales;
    readonly proves: ReplicaSet | undefined;
  },
): Action[] {
  return owned.flatMap((set) => {
    const numbered = set === change.found ? withRevision(set, change.revision) : set;
    const proven =
      set === change.proves ? withAnnotation(numbered, PROVEN_ANNOTATION, 'true') : numbered;
    const next = scaled(proven, change.scales);
    return next === set ? [] : [{ kind: 'update', object: next }];
  });
}

function withRevision(set: ReplicaSet, revision: number): ReplicaSet {
  return withAnnotation(set, REVISION_ANNOTATION, String(revision));
}

function withAnnotation(set: ReplicaSet, name: string, value: string): ReplicaSet {
  if (set.metadata.annotations?.[name] === value) return set;
  const annotations = { ...set.metadata.annotations, [name]: value };
  return { ...set, metadata: { ...set.metadata, annotations } };
}

function scaled(set: ReplicaSet, scales: Scales): ReplicaSet {
  const replicas = scales.get(set.metadata.name);
  return replicas === undefined ? set : { ...set, spec: { ...set.spec, replicas } };
}

/** Kubernetes shows the revision on the Deployment as well; `undefined` takes an annotation away. */
function annotated(
  deployment: Deployment,
  wanted: Readonly<Record<string, string | undefined>>,
): Action[] {
  const before = deployment.metadata.annotations ?? {};
  if (Object.entries(wanted).every(([name, value]) => before[name] === value)) return [];
  const annotations = Object.fromEntries(
    Object.entries({ ...before, ...wanted }).filter(([, value]) => value !== undefined),
  ) as Readonly<Record<string, string>>;
  const object = { ...deployment, metadata: { ...deployment.metadata, annotations } };
  return [{ kind: 'update', object }];
}

/** Old ReplicaSets without pods go beyond the history limit, oldest first; not the one that one can return to. */
function forget(
  deployment: Deployment,
  old: readonly ReplicaSet[],
  kept: ReplicaSet | undefined,
): Action[] {
  const limit = deployment.spec.revisionHistoryLimit ?? DEFAULT_HISTORY_LIMIT;
  const idle = old
    .filter((set) => scaleOf(set) === 0 && (set.status?.replicas ?? 0) === 0)
    .sort((left, right) => revisionOf(left) - revisionOf(right));
  return idle
    .slice(0, Math.max(0, idle.length - limit))
    .filter((set) => limit === 0 || set !== kept)
    .map((set) => ({ kind: 'delete', key: keyOf(set), uid: set.metadata.uid }));
}

function byAge(left: ReplicaSet, right: ReplicaSet): number {
  return (
    Date.parse(left.metadata.creationTimestamp ?? '') -
      Date.parse(right.metadata.creationTimestamp ?? '') || revisionOf(left) - revisionOf(right)
  );
}
