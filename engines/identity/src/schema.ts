import { z } from 'zod';

/** The parts that we read of Backstage's Group and User entities. */
const metadataSchema = z.object({
  name: z.string(),
  title: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
});

const profileSchema = z.object({
  displayName: z.string().optional(),
  email: z.string().optional(),
});

export const groupEntitySchema = z.object({
  kind: z.literal('Group'),
  metadata: metadataSchema,
  spec: z.object({
    type: z.string(),
    profile: profileSchema.optional(),
    parent: z.string().optional(),
    members: z.array(z.string()).optional(),
  }),
});

export const userEntitySchema = z.object({
  kind: z.literal('User'),
  metadata: metadataSchema,
  spec: z.object({ profile: profileSchema.optional(), memberOf: z.array(z.string()).optional() }),
});
