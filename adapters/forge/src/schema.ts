import type { Problem } from '@infraforge/kernel';
import { z } from 'zod';
import { refusal } from './http/refusal.ts';

/** Reads a body by a schema. Throws `forge.unprocessable` with every field that is wrong, as GitHub's 422. */
export function parse<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems: Problem[] = result.error.issues.map((issue) => ({
    code: issue.code === 'invalid_type' && issue.input === undefined ? 'missing_field' : 'invalid',
    message: issue.message,
    place: { path: issue.path.join('.') },
  }));
  throw refusal('unprocessable', 'Validation Failed', problems);
}

const visibility = z.enum(['public', 'private', 'internal']);
const text = z.string().max(100_000);
const optionalText = text.nullish();
const sha = z.string().regex(/^[\da-f]{40}$/, 'is no full object id');
const base64 = z.string().regex(/^[A-Za-z\d+/=\s]*$/, 'is not base64');
const person = z.object({
  name: text,
  email: text,
  date: z.iso.datetime({ offset: true }).optional(),
});

export const repositoryCreation = z.object({
  name: text,
  description: optionalText,
  homepage: optionalText,
  private: z.boolean().optional(),
  visibility: visibility.optional(),
  auto_init: z.boolean().optional(),
});

export const repositoryChange = z.object({
  name: text.optional(),
  description: optionalText,
  homepage: optionalText,
  private: z.boolean().optional(),
  visibility: visibility.optional(),
  default_branch: text.optional(),
  archived: z.boolean().optional(),
});

export const topicsChange = z.object({ names: z.array(z.string()).max(100) });

export const contentWrite = z.object({
  message: text.default(''),
  content: base64,
  sha: sha.nullish(),
  branch: text.optional(),
  author: person.optional(),
  committer: person.optional(),
});

export const contentDeletion = contentWrite.omit({ content: true }).extend({ sha });

export const blobCreation = z.object({
  content: z.string(),
  encoding: z.enum(['utf-8', 'base64']).default('utf-8'),
});

export const treeCreation = z.object({
  base_tree: sha.nullish(),
  tree: z
    .array(
      z.object({
        path: text,
        mode: z.enum(['100644', '100755', '040000', '120000']).default('100644'),
        sha: sha.nullish(),
        content: z.string().optional(),
      }),
    )
    .max(10_000),
});

export const commitCreation = z.object({
  message: text,
  tree: sha,
  parents: z.array(sha).max(16).default([]),
  author: person.optional(),
  committer: person.optional(),
});

export const refCreation = z.object({ ref: text, sha });
export const refChange = z.object({ sha, force: z.boolean().default(false) });

export const pullCreation = z.object({
  title: text,
  head: text,
  base: text,
  body: optionalText,
  draft: z.boolean().default(false),
});

export const pullChange = z.object({
  title: text.optional(),
  body: optionalText,
  state: z.enum(['open', 'closed']).optional(),
  base: text.optional(),
});

export const pullMerge = z.object({
  commit_title: text.optional(),
  commit_message: text.optional(),
  sha: sha.optional(),
  merge_method: z.enum(['merge', 'squash', 'rebase']).default('merge'),
});

export const labelsChange = z.union([
  z.array(z.string().max(50)).max(100),
  z.object({
    labels: z.array(z.union([z.string().max(50), z.object({ name: z.string().max(50) })])).max(100),
  }),
]);

export const hookCreation = z.object({
  name: z.string().optional(),
  active: z.boolean().default(true),
  events: z.array(z.string().max(50)).max(50).default(['push']),
  config: z.object({
    url: z.url({ protocol: /^https?$/, hostname: /.+/ }),
    content_type: z.enum(['json', 'form']).default('form'),
    secret: z.string().max(1_000).optional(),
    insecure_ssl: z.union([z.string(), z.number()]).optional(),
  }),
});

export const hookChange = z.object({
  active: z.boolean().optional(),
  events: z.array(z.string().max(50)).max(50).optional(),
  add_events: z.array(z.string().max(50)).max(50).optional(),
  remove_events: z.array(z.string().max(50)).max(50).optional(),
  config: hookCreation.shape.config.partial().optional(),
});

export const protectionChange = z.object({
  required_status_checks: z.record(z.string(), z.unknown()).nullable(),
  enforce_admins: z.boolean().nullable(),
  required_pull_request_reviews: z
    .looseObject({ required_approving_review_count: z.int().min(0).max(6).nullish() })
    .nullable(),
  restrictions: z.record(z.string(), z.unknown()).nullable(),
  allow_force_pushes: z.boolean().nullish(),
  allow_deletions: z.boolean().nullish(),
  required_linear_history: z.boolean().nullish(),
  required_conversation_resolution: z.boolean().nullish(),
  block_creations: z.boolean().nullish(),
  lock_branch: z.boolean().nullish(),
  allow_fork_syncing: z.boolean().nullish(),
});

export const graphqlRequest = z.object({
  query: z.string().max(100_000),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

export const subscriptionChange = z.object({
  subscribed: z.boolean().optional(),
  ignored: z.boolean().optional(),
});
