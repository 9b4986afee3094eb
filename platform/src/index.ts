export { type Caller, PlatformError, type Problem, type Scope } from '@infraforge/kernel';
export type { GitopsControl } from './applications/application-use-cases.ts';
export type { ApplicationView } from './applications/application-view.ts';
export { withAdmission } from './cluster/admitting-store.ts';
export { type ClusterRules, createClusterRules } from './cluster/cluster-rules.ts';
export type { IsolationView } from './cluster/cluster-view.ts';
export {
  type ClusterControllerOptions,
  type ClusterControllers,
  createClusterControllers,
} from './cluster/controllers.ts';
export {
  createInstallation,
  type Installation,
  type InstallationDeps,
} from './content/installation.ts';
export {
  CONTENT_REPOSITORY,
  PLATFORM_ORGANIZATION,
  STATE_REPOSITORY,
} from './content/seed-repositories.ts';
export type { PlatformContext, PodLogLine, PodLogs, ScmHost, Urls } from './context.ts';
export { bootstrapManifests } from './gitops/bootstrap-manifests.ts';
export { createGitops, type Gitops, type GitopsDeps } from './gitops/create-gitops.ts';
export { type RenderSourceDeps, renderSource } from './gitops/render-source.ts';
export { createPlatform, type Platform, type PlatformDeps } from './platform.ts';
export type {
  AdmissionRequest,
  AdmissionResult,
  ServiceAdmission,
} from './services/admit-service.ts';
export type {
  CreationProgress,
  CreationStep,
  StepStatus,
  TaskProgress,
} from './services/creation-progress.ts';
export type { ServiceDescription } from './services/describe-service.ts';
export type { ServiceLogLine, ServiceLogOptions } from './services/service-logs.ts';
export type {
  CatalogEntries,
  CreationTaskStatus,
  CreationTasks,
} from './services/supervise-services.ts';
