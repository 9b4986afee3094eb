import type { z } from 'zod';
import type {
  applicationSchema,
  callerSchema,
  commitSchema,
  createServiceSchema,
  creationSchema,
  explanationSchema,
  healthSchema,
  logLineSchema,
  podSchema,
  problemSchema,
  revisionSchema,
  runtimeSchema,
  serviceSchema,
  syncSchema,
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
export type RuntimeView = z.infer<typeof runtimeSchema>;
export type ServiceView = z.infer<typeof serviceSchema>;
export type CreateService = z.infer<typeof createServiceSchema>;
export type CreationView = z.infer<typeof creationSchema>;
export type LogLine = z.infer<typeof logLineSchema>;
export type CallerView = z.infer<typeof callerSchema>;
export type TeamView = z.infer<typeof teamSchema>;
export type TokenView = z.infer<typeof tokenSchema>;
export type ProblemDocument = z.infer<typeof problemSchema>;
