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
export type { GitopsControl, Platform } from './platform.ts';
export {
  type AdmissionRequest,
  type AdmissionResult,
  admitService,
  hostOf,
  type ServiceAdmission,
} from './services/admit-service.ts';
export {
  type CreationProgress,
  type CreationStep,
  creationProgress,
  type StepStatus,
  type TaskProgress,
} from './services/creation-progress.ts';
export { deleteService, serviceNotFound } from './services/delete-service.ts';
export {
  CONTROL_NAMESPACE,
  describeService,
  listServices,
  type ServiceDescription,
} from './services/describe-service.ts';
export {
  followServiceLogs,
  readServiceLogs,
  type ServiceLogLine,
  type ServiceLogOptions,
} from './services/service-logs.ts';
export {
  type CatalogEntries,
  type CreationTaskStatus,
  type CreationTasks,
  superviseServices,
} from './services/supervise-services.ts';
export { watchService } from './services/watch-service.ts';
