export {
  type AdmissionView,
  admissionRefusal,
  DEFAULT_SERVICE_ACCOUNT,
} from './admission.ts';
export { type AutoscalerSurroundings, reconcileAutoscaler } from './autoscaler.ts';
export { type Backoff, formatDelay, nextBackoff, noBackoff, retryDelayMs } from './backoff.ts';
export { type ClusterFeature, clusterFeatures } from './cluster-features.ts';
export { clusterKinds, isSupportedKind, type KindSupport, supportOf } from './cluster-kinds.ts';
export { conditionOf, withCondition } from './conditions.ts';
export { type CronJobSurroundings, reconcileCronJob } from './cron-job.ts';
export { type DeploymentSurroundings, reconcileDeployment } from './deployment.ts';
export {
  PROVEN_ANNOTATION,
  ROLLBACK_ANNOTATION,
  ROLLED_BACK_ANNOTATION,
} from './deployment-rollback.ts';
export { isAbout, type PodDisruptionBudget, reconcileBudget } from './disruption-budget.ts';
export {
  type Environment,
  type EnvironmentSources,
  resolveEnvironment,
} from './environment.ts';
export { type EventNote, eventAction, reconcileEvent } from './events.ts';
export { collectGarbage } from './garbage.ts';
export { type HostConflict, type HostOwner, hostConflicts, hostOwners } from './host-owners.ts';
export { type IngressSurroundings, reconcileIngress } from './ingress.ts';
export { endCondition, type JobSurroundings, reconcileJob } from './job.ts';
export type * from './job-types.ts';
export { controllerOf, isControlledBy, matchesLabels, matchesSelector } from './labels.ts';
export { type MemoryObjectStoreOptions, memoryObjectStore } from './memory-object-store.ts';
export { NAMESPACE_FINALIZER, reconcileNamespace } from './namespace.ts';
export { createObjectCache, type ObjectCache, type ObjectCacheOptions } from './object-cache.ts';
export { createObjectIndex, type ObjectIndex, type OwnerIndex } from './object-index.ts';
export {
  type Birth,
  compareKeys,
  createdObject,
  type Deletion,
  deletionOf,
  isDeletionDone,
  kubeTime,
  matchesFilter,
  updatedObject,
  withStatus,
} from './object-rules.ts';
export { reconcilePod } from './pod.ts';
export { addressOf, POD_ADDRESS_ANNOTATION, stableName } from './pod-address.ts';
export { availableAt, isActive, isAvailable, isReady } from './pod-state.ts';
export { composePodStatus, type PodObservation } from './pod-status.ts';
export { LOCAL_NODE } from './pod-template.ts';
export type * from './ports.ts';
export {
  afterProbe,
  dueProbes,
  initialProbeState,
  type ProbeKind,
  type ProbeState,
  type ProbeTiming,
  type ProbeVerdict,
  probeOf,
  probeTiming,
} from './probe-state.ts';
export { parseQuantity } from './quantity.ts';
export { pluralOf } from './quota-usage.ts';
export { reconcileReplicaSet } from './replica-set.ts';
export { type ResourceQuota, reconcileQuota } from './resource-quota.ts';
export { REVISION_ANNOTATION, revisionOf } from './revision.ts';
export { chooseRevisions, type RevisionChoice, type RevisionChoices } from './revision-choice.ts';
export {
  emptyRoutingTable,
  findRoute,
  hostIn,
  type PathRoute,
  type RoutingInput,
  type RoutingTable,
  routingTable,
  type ServiceRoute,
  type Target,
  targetsOf,
} from './routing-table.ts';
export { freeAddress, reconcileService } from './service.ts';
export { reconcileStatefulSet, type StatefulSetSurroundings } from './stateful-set.ts';
export type * from './stateful-set-types.ts';
export type * from './types.ts';
export { isUsable, validateObject } from './validate-object.ts';
export { claimKeys, claimNames, reconcileClaim } from './volume-claim.ts';
export type * from './volume-types.ts';
