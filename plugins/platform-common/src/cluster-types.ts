import type { z } from 'zod';
import type {
  clusterPodSchema,
  clusterSchema,
  eventSchema,
  isolationSchema,
  namespaceSchema,
  quotaSchema,
  workloadSchema,
} from './schema/cluster.ts';

export type IsolationView = z.infer<typeof isolationSchema>;
export type QuotaView = z.infer<typeof quotaSchema>;
export type NamespaceView = z.infer<typeof namespaceSchema>;
export type ClusterView = z.infer<typeof clusterSchema>;
export type WorkloadView = z.infer<typeof workloadSchema>;
export type ClusterPodView = z.infer<typeof clusterPodSchema>;
export type EventView = z.infer<typeof eventSchema>;
