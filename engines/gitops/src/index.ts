export {
  annotation,
  annotationOf,
  hasOption,
  hookFinalizer,
  resourcesFinalizer,
  withAnnotation,
} from './annotations.ts';
export {
  type GeneratedApplications,
  generateApplications,
  type ValidApplications,
  validateApplications,
} from './application-set/generate-applications.ts';
export {
  type GeneratedParameters,
  type GeneratorSources,
  generateParameters,
} from './application-set/generate-parameters.ts';
export type {
  GeneratorContext,
  ParameterSet,
  Parameters,
  ParametersResult,
} from './application-set/parameter-set.ts';
export { scmParameters } from './application-set/scm-generator.ts';
export { updateApplication } from './application-set/update-application.ts';
export {
  type ComparedResource,
  type CompareInput,
  type Comparison,
  compare,
  resourceStatus,
} from './compare.ts';
export { type Customizations, noCustomizations, readCustomizations } from './customizations.ts';
export { type DesiredObjects, desiredObjects } from './desired-objects.ts';
export { withDefaults } from './diff/defaults.ts';
export { type DiffSettings, diffObjects, type ObjectDiff } from './diff/diff-objects.ts';
export { hideSecrets } from './diff/hide-secrets.ts';
export type { IgnoreRule, ResourceOverride } from './diff/ignore-differences.ts';
export { appliedObject, predictedLive } from './diff/three-way.ts';
export { normalGitUrl, sameRepository } from './git-url.ts';
export { matchesGlob } from './glob.ts';
export { type ApplicationHealth, aggregateHealth } from './health/aggregate-health.ts';
export {
  assessHealth,
  type HealthCheck,
  type HealthChecks,
  platformChecks,
} from './health/assess-health.ts';
export { operatorChecks } from './health/operator-health.ts';
export type * from './ports.ts';
export { checkObject, checkProject, sourcesOf } from './project/check-project.ts';
export { orphanedResources } from './project/orphaned-resources.ts';
export {
  type Cluster,
  localCluster,
  permitsDestination,
  permitsKind,
  permitsResource,
  permitsSource,
  permitsSourceNamespace,
  type ResourceType,
} from './project/project-rules.ts';
export {
  type SyncDecision,
  type SyncQuestion,
  syncDecision,
  windowsOf,
} from './project/sync-windows.ts';
export { problemsOfProject } from './project/validate-project.ts';
export {
  type Parsed,
  parseApplication,
  parseApplicationSet,
  parseAppProject,
} from './schema.ts';
export { buildStatus, type Finding, type Observed, sameStatus } from './status/build-status.ts';
export {
  addHistory,
  advanceOperation,
  type OperationStart,
  startOperation,
  syncStateOf,
  timeText,
} from './status/operation-state.ts';
export { type Pin, pinnedApplication, pinOf, withPin } from './status/pin.ts';
export { type OperationPlan, planOperation } from './status/plan-operation.ts';
export { retryAt, retryDelay } from './status/retry.ts';
export { revisionText, splitRevision } from './status/revisions.ts';
export {
  deletePolicies,
  deletionHooks,
  hookTypes,
  isHook,
  syncPhases,
  waveOf,
} from './sync/hooks.ts';
export { planSync, type SyncPair, type SyncSettings } from './sync/plan-sync.ts';
export { dryRun } from './sync/run-tasks.ts';
export { type SyncState, type SyncStepInput, syncStep } from './sync/sync-step.ts';
export { isPrune, objectOf, type SyncTask } from './sync/sync-task.ts';
export { managerOf, parseTrackingId, stamp, type TrackingId, trackingId } from './tracking.ts';
export {
  type Tracked,
  type TrackingOptions,
  track,
  trackedBy,
  untrack,
  withMethodOf,
} from './tracking-method.ts';
export type * from './types.ts';
