import { z } from 'zod';
import { podSchema } from '../schema.ts';
import { healthSchema } from './status.ts';

/** What `/api/platform/v1/cluster` sends: the local cluster as it is now. */

/** How far a pod is kept from this machine: users of their own, namespaces of the kernel, or not at all. */
export const isolationSchema = z.object({
  level: z.enum(['users', 'namespaces', 'none', 'unknown']),
  /** Why it is not a stronger level. */
  reason: z.string().optional(),
});

export const quotaSchema = z.object({
  name: z.string(),
  items: z.array(
    z.object({
      /** `requests.cpu`, `pods`… */
      resource: z.string(),
      /** As Kubernetes writes quantities. */
      hard: z.string(),
      used: z.string().optional(),
      /** Used of hard, 1 is all; absent while nothing was counted. */
      share: z.number().optional(),
    }),
  ),
});

export const namespaceSchema = z.object({
  name: z.string(),
  /** Absent for the platform's own. */
  team: z.string().optional(),
  /** True when the caller sees all of it: events and logs too. */
  yours: z.boolean(),
  workloads: z.number().int(),
  pods: z.object({ ready: z.number().int(), total: z.number().int() }),
  /** What its pods ask for: cores and bytes. */
  requests: z.object({ cpuCores: z.number(), memoryBytes: z.number() }),
  /** What its pods use, as far as it is measured. */
  usage: z.object({ cpuCores: z.number(), memoryBytes: z.number() }),
  quotas: z.array(quotaSchema),
});

/** GET /cluster. */
export const clusterSchema = z.object({
  isolation: isolationSchema,
  namespaces: z.array(namespaceSchema),
});

const placeSchema = z.object({
  namespace: z.string(),
  team: z.string().optional(),
  yours: z.boolean(),
});

/** GET /cluster/workloads. */
export const workloadSchema = placeSchema.extend({
  kind: z.string(),
  name: z.string(),
  /** The service that it runs, where it runs one. */
  service: z.string().optional(),
  health: healthSchema,
  message: z.string().optional(),
  ready: z.number().int(),
  desired: z.number().int(),
  createdAt: z.string().optional(),
});

/** GET /cluster/pods. */
export const clusterPodSchema = podSchema.extend(placeSchema.shape).extend({
  service: z.string().optional(),
  /** `ReplicaSet/orders-7d9f6c5b84`. */
  owner: z.string().optional(),
});

/** GET /cluster/events: of the caller's own namespaces, the newest first. */
export const eventSchema = z.object({
  namespace: z.string(),
  type: z.enum(['Normal', 'Warning']),
  reason: z.string(),
  message: z.string(),
  object: z.object({ kind: z.string(), name: z.string() }),
  count: z.number().int(),
  firstAt: z.string().optional(),
  lastAt: z.string().optional(),
});
