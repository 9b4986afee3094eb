import type { z } from 'zod';
import type {
  applicationDiffSchema,
  applicationHistoryEntrySchema,
  applicationPinSchema,
  applicationSchema,
  applicationSourceSchema,
  dryRunSchema,
  resourceNodeSchema,
  rollbackApplicationSchema,
  syncApplicationSchema,
  syncedResourceSchema,
  syncWindowSchema,
} from './schema/application.ts';
import type { commitSchema, healthSchema, syncSchema } from './schema/status.ts';
import type {
  callerSchema,
  createServiceSchema,
  creationSchema,
  explanationSchema,
  logLineSchema,
  podSchema,
  problemSchema,
  revisionSchema,
  runtimeSchema,
  serviceSchema,
  teamSchema,
  tokenSchema,
} from './schema.ts';

export type HealthStatus = z.infer<typeof healthSchema>;
export type SyncStatus = z.infer<typeof syncSchema>;
export type Explanation = z.infer<typeof explanationSchema>;
export type CommitView = z.infer<typeof commitSchema>;
export type RevisionView = z.infer<typeof revisionSchema>;
export type PodView = z.infer<typeof podSchema>;
export type ApplicationView = z.infer<typeof applicationSchema>;
export type ApplicationSourceView = z.infer<typeof applicationSourceSchema>;
export type ApplicationPinView = z.infer<typeof applicationPinSchema>;
export type ApplicationHistoryEntryView = z.infer<typeof applicationHistoryEntrySchema>;
export type ApplicationDiffView = z.infer<typeof applicationDiffSchema>;
export type ResourceNodeView = z.infer<typeof resourceNodeSchema>;
export type SyncWindowView = z.infer<typeof syncWindowSchema>;
export type SyncedResourceView = z.infer<typeof syncedResourceSchema>;
export type SyncApplication = z.infer<typeof syncApplicationSchema>;
export type DryRunView = z.infer<typeof dryRunSchema>;
export type RollbackApplication = z.infer<typeof rollbackApplicationSchema>;
export type RuntimeView = z.infer<typeof runtimeSchema>;
export type ServiceView = z.infer<typeof serviceSchema>;
export type CreateService = z.infer<typeof createServiceSchema>;
export type CreationView = z.infer<typeof creationSchema>;
export type LogLine = z.infer<typeof logLineSchema>;
export type CallerView = z.infer<typeof callerSchema>;
export type TeamView = z.infer<typeof teamSchema>;
export type TokenView = z.infer<typeof tokenSchema>;
export type ProblemDocument = z.infer<typeof problemSchema>;
