import { z } from 'zod';
import { applicationSchema } from './schema/application.ts';
import { commitSchema, healthSchema, syncSchema } from './schema/status.ts';

/** The platform API's wire format, version 1: what `/api/platform/v1` sends and takes. */

/** Why something is not as it should be, and the next step. */
export const explanationSchema = z.object({
  /** One sentence: what is wrong, with figures. */
  reason: z.string(),
  /** One sentence in the imperative. */
  nextStep: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
});

export const revisionSchema = z.object({
  /** Commit that the revision was built from. */
  sha: z.string(),
  commit: commitSchema.optional(),
  ready: z.number().int(),
  desired: z.number().int(),
  /** Takes traffic now. */
  live: z.boolean(),
  createdAt: z.string(),
});

export const podSchema = z.object({
  name: z.string(),
  uid: z.string(),
  revision: z.string(),
  /** As kubectl's STATUS column: Running, Pending, CrashLoopBackOff, Terminating… */
  status: z.string(),
  ready: z.boolean(),
  restarts: z.number().int(),
  /** Bytes; absent until measured. */
  memoryBytes: z.number().optional(),
  /** Share of one core, 0.5 is half; absent until measured. */
  cpuCores: z.number().optional(),
  startedAt: z.string().optional(),
  /** Why it is not ready. */
  message: z.string().optional(),
});

/** One environment of a service, as it runs. */
export const runtimeSchema = z.object({
  environment: z.string(),
  namespace: z.string(),
  /** What the first line of every page says. */
  health: healthSchema,
  sync: syncSchema,
  url: z.string().optional(),
  commit: commitSchema.optional(),
  syncedAt: z.string().optional(),
  replicas: z.object({ ready: z.number().int(), desired: z.number().int() }),
  restarts: z.number().int(),
  explanations: z.array(explanationSchema),
  revisions: z.array(revisionSchema),
  pods: z.array(podSchema),
  application: applicationSchema.optional(),
});

export const serviceSchema = z.object({
  name: z.string(),
  team: z.string(),
  description: z.string(),
  state: z.enum(['creating', 'active', 'deleting', 'failed']),
  failure: z.string().optional(),
  requester: z.string(),
  createdAt: z.string(),
  /** `component:default/orders`. */
  entityRef: z.string(),
  repository: z.object({ fullName: z.string(), url: z.string(), cloneUrl: z.string() }).optional(),
  environments: z.array(runtimeSchema),
});

export const serviceListSchema = z.object({ items: z.array(serviceSchema) });

/** Body of POST /services. The same members as the template's form. */
export const createServiceSchema = z.strictObject({
  name: z.string(),
  team: z.string(),
  description: z.string().optional(),
  template: z.string().optional(),
  resources: z.enum(['small', 'medium', 'large', 'custom']).optional(),
  cpu: z.string().optional(),
  memory: z.string().optional(),
  minReplicas: z.number().int().optional(),
  maxReplicas: z.number().int().optional(),
  metrics: z.boolean().optional(),
  traces: z.boolean().optional(),
  logLevel: z.enum(['error', 'warn', 'info', 'debug']).optional(),
});

/** The creation of a service as a list of steps: what `gaia create service` prints. */
export const creationSchema = z.object({
  name: z.string(),
  taskId: z.string(),
  /** `running` until the last step ended. */
  status: z.enum(['running', 'succeeded', 'failed']),
  steps: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      status: z.enum(['pending', 'running', 'succeeded', 'failed', 'skipped']),
      detail: z.string().optional(),
      startedAt: z.string().optional(),
      endedAt: z.string().optional(),
    }),
  ),
  failure: z.string().optional(),
  url: z.string().optional(),
});

export const logLineSchema = z.object({
  pod: z.string(),
  /** The line as the process wrote it. */
  text: z.string(),
  /** Byte offset after the line in the pod's log: where to resume. */
  offset: z.number(),
});

export const callerSchema = z.object({
  subject: z.string(),
  displayName: z.string(),
  role: z.enum(['member', 'admin']),
  groups: z.array(z.string()),
  scopes: z.array(z.string()).optional(),
});

export const teamSchema = z.object({
  name: z.string(),
  title: z.string(),
  members: z.array(z.string()),
  environments: z.array(z.string()),
  /** True when the caller may act for it. */
  yours: z.boolean(),
});

export const tokenSchema = z.object({
  id: z.string(),
  subject: z.string(),
  description: z.string(),
  scopes: z.array(z.string()).optional(),
  createdAt: z.string(),
  expiresAt: z.string().optional(),
});

/** RFC 9457. `code` is stable; `hint` says what to do. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  hint: z.string().optional(),
  instance: z.string().optional(),
  problems: z
    .array(
      z.object({
        code: z.string(),
        message: z.string(),
        path: z.string().optional(),
        hint: z.string().optional(),
      }),
    )
    .optional(),
});
