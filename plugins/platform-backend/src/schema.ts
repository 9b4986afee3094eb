import type { Problem } from '@infraforge/platform';
import { createServiceSchema } from '@infraforge/plugin-platform-common';
import { PlatformError } from '@infraforge/plugin-platform-node';
import { z } from 'zod';

export const logQuerySchema = z.object({
  environment: z.enum(['dev', 'staging', 'prod']).default('dev'),
  pod: z.string().optional(),
  tail: z.coerce.number().int().min(0).max(10_000).default(200),
  follow: z.stringbool().default(false),
});

/** `taskId`: the one that POST /services gave. */
export const creationQuerySchema = z.object({ taskId: z.string().max(100).optional() });

/** Query of a pod's log. */
export const podLogQuerySchema = z.object({
  tail: z.coerce.number().int().min(0).max(10_000).default(200),
});

/** For whom a service would be made. */
export const admissionQuerySchema = z.object({ team: z.string().min(1).max(100) });

export const serviceQuerySchema = z.object({ team: z.string().optional() });

export const createTokenSchema = z.strictObject({
  description: z.string().min(1).max(200),
  scopes: z.array(z.enum(['read', 'write'])).optional(),
  /** RFC 3339. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});

export { createServiceSchema };

/** The parsed value. Throws `request.invalid` with every problem and its path. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  what: string,
): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    (issue): Problem => ({
      code: `request.${issue.code}`,
      message: issue.message,
      place: { path: issue.path.join('.') || '(root)' },
    }),
  );
  throw new PlatformError('request.invalid', `The ${what} is not valid.`, {
    problems,
    hint: 'Mend the members that are named and send it again.',
  });
}
