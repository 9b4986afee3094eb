import { z } from 'zod';
import { commitSchema, healthSchema, syncSchema } from './status.ts';

/** Applications of GitOps on the wire. */

/** A resource as trees, diffs and results of syncs name it; `group` is empty for Kubernetes' core. */
const resourceNameSchema = z.object({
  group: z.string(),
  kind: z.string(),
  /** Empty for what stands in no namespace. */
  namespace: z.string(),
  name: z.string(),
});

/** One source of an application. */
export const applicationSourceSchema = z.object({
  repository: z.string(),
  path: z.string(),
  /** What the source asks for: a branch, a tag, a commit. */
  targetRevision: z.string().optional(),
  chart: z.string().optional(),
  /** Full commit id that it means now. */
  revision: z.string().optional(),
});

/** A rollback that holds although automated sync is on, until somebody ends it. */
export const applicationPinSchema = z.object({
  revision: z.string(),
  /** Entry of the history that it went back to. */
  historyId: z.number().int(),
  /** `user:default/ana`. */
  by: z.string(),
  at: z.string(),
  reason: z.string().optional(),
});

export const applicationHistoryEntrySchema = z.object({
  id: z.number().int(),
  revision: z.string(),
  deployedAt: z.string(),
  startedAt: z.string().optional(),
  /** Who asked for it; absent for automated syncs. */
  by: z.string().optional(),
  automated: z.boolean().optional(),
  sources: z.array(applicationSourceSchema).optional(),
  commit: commitSchema.optional(),
});

export const syncWindowSchema = z.object({
  kind: z.enum(['allow', 'deny']),
  /** Cron, five fields. */
  schedule: z.string(),
  /** As Go writes durations: `1h30m`. */
  duration: z.string(),
  timeZone: z.string().optional(),
  manualSync: z.boolean(),
  /** Open now. */
  active: z.boolean(),
});

/** A resource of an application, or one that such a resource has made (a Pod of a ReplicaSet of a Deployment). */
export const resourceNodeSchema = resourceNameSchema.extend({
  uid: z.string(),
  /** `uid` of the node that owns it; absent for what stands in the source. */
  parent: z.string().optional(),
  sync: syncSchema.optional(),
  health: healthSchema.optional(),
  message: z.string().optional(),
  createdAt: z.string().optional(),
});

/** A resource in the result of a sync, or of a sync that was only tried (dry run). */
export const syncedResourceSchema = resourceNameSchema.extend({
  /** `Synced`, `SyncFailed`, `Pruned`, `PruneSkipped`; absent while a hook runs. */
  status: z.string().optional(),
  message: z.string(),
  /** `PreSync`, `Sync`, `PostSync`, `SyncFail`. */
  phase: z.string().optional(),
  hook: z.boolean().optional(),
});

export const applicationSchema = z.object({
  name: z.string(),
  project: z.string(),
  /** Whose it is; absent for the platform's own. */
  team: z.string().optional(),
  /** True when the caller may sync it and roll it back; absent where no caller is known. */
  yours: z.boolean().optional(),
  namespace: z.string(),
  /** Of the first source. */
  repository: z.string(),
  path: z.string(),
  targetRevision: z.string().optional(),
  /** All sources; absent in lists. */
  sources: z.array(applicationSourceSchema).optional(),
  sync: syncSchema,
  health: healthSchema,
  healthMessage: z.string().optional(),
  /** Full commit id that was compared last. */
  revision: z.string().optional(),
  /** Absent when nothing is synced unless somebody asks. */
  automated: z.object({ prune: z.boolean(), selfHeal: z.boolean() }).optional(),
  pin: applicationPinSchema.optional(),
  operation: z
    .object({
      /** `Running`, `Terminating`, `Failed`, `Error`, `Succeeded`. */
      phase: z.string(),
      message: z.string(),
      startedAt: z.string(),
      finishedAt: z.string().optional(),
      revision: z.string().optional(),
      by: z.string().optional(),
      automated: z.boolean().optional(),
      /** How often it was tried again. */
      retries: z.number().int().optional(),
      resources: z.array(syncedResourceSchema).optional(),
    })
    .optional(),
  conditions: z.array(
    z.object({ type: z.string(), message: z.string(), since: z.string().optional() }),
  ),
  resources: z.array(
    z.object({
      group: z.string().optional(),
      kind: z.string(),
      namespace: z.string(),
      name: z.string(),
      sync: syncSchema.optional(),
      health: healthSchema.optional(),
      message: z.string().optional(),
      wave: z.number().int().optional(),
      hook: z.boolean().optional(),
      /** It is in the cluster and not in the source any more. */
      requiresPruning: z.boolean().optional(),
    }),
  ),
  /** Oldest first. */
  history: z.array(applicationHistoryEntrySchema),
  /** With what the resources have made; absent in lists. */
  tree: z.array(resourceNodeSchema).optional(),
  /** Of the project, those that match; absent in lists. */
  syncWindows: z.array(syncWindowSchema).optional(),
});

/** Query of GET /applications: each narrows. */
export const applicationQuerySchema = z.object({
  project: z.string().optional(),
  team: z.string().optional(),
  sync: syncSchema.optional(),
  health: healthSchema.optional(),
});

/** GET /applications/:name/diff: what a sync would change now. Values of Secrets are hidden. */
export const applicationDiffSchema = z.object({
  name: z.string(),
  /** Commit that is compared with. */
  revision: z.string().optional(),
  /** Only what differs. */
  items: z.array(
    resourceNameSchema.extend({
      change: z.enum(['create', 'update', 'delete']),
      /** YAML of what is there, without what Kubernetes keeps for itself. */
      live: z.string().optional(),
      /** YAML of what a sync would make of it. */
      target: z.string().optional(),
    }),
  ),
});

/** Body of POST /applications/:name/sync; may be left out. */
export const syncApplicationSchema = z.strictObject({
  /** A branch, a tag or a commit in place of the source's own. */
  revision: z.string().max(200).optional(),
  /** Delete what is not in the source any more; without it as the application's policy says. */
  prune: z.boolean().optional(),
  /** Only say what would happen. */
  dryRun: z.boolean().optional(),
});

/** Answer to a sync with `dryRun`: nothing was written. */
export const dryRunSchema = z.object({
  name: z.string(),
  revision: z.string(),
  items: z.array(syncedResourceSchema),
});

/** Body of POST /applications/:name/rollback. */
export const rollbackApplicationSchema = z.strictObject({
  /** Of the history entry. */
  id: z.number().int(),
  reason: z.string().max(500).optional(),
});
