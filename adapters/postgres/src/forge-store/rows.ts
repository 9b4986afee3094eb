import type {
  BranchProtection,
  Delivery,
  Hook,
  Organization,
  PullRequest,
  Repository,
} from '@infraforge/scm';
import type { Selectable } from 'kysely';
import type { Tables } from '../database/tables.ts';

type Row<Table extends keyof Tables> = Selectable<Tables[Table]>;

export function organizationOf(row: Row<'forge.organizations'>): Organization {
  return {
    id: row.id,
    login: row.login,
    description: row.description,
    createdAt: row.created_at,
  };
}

/** `owner` is the organisation's login, joined. */
export function repositoryOf(row: Row<'forge.repositories'> & { owner: string }): Repository {
  return {
    id: row.id,
    owner: row.owner,
    name: row.name,
    description: row.description,
    homepage: row.homepage,
    visibility: row.visibility,
    defaultBranch: row.default_branch,
    topics: row.topics,
    archived: row.archived,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    pushedAt: row.pushed_at ?? undefined,
  };
}

export function protectionOf(row: Row<'forge.protections'>): BranchProtection {
  return {
    repositoryId: row.repository_id,
    branch: row.branch,
    allowForcePushes: row.allow_force_pushes,
    allowDeletions: row.allow_deletions,
    enforceAdmins: row.enforce_admins,
    requiredApprovals: row.required_approvals ?? undefined,
    document: row.document,
  };
}

export function pullRequestOf(row: Row<'forge.pull_requests'>): PullRequest {
  return {
    id: row.id,
    repositoryId: row.repository_id,
    number: row.number,
    title: row.title,
    body: row.body,
    state: row.state,
    merged: row.merged,
    author: row.author,
    headRef: row.head_ref,
    baseRef: row.base_ref,
    draft: row.draft,
    labels: row.labels,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** `organization` is its login, joined. */
export function hookOf(row: Row<'forge.hooks'> & { organization: string }): Hook {
  return {
    id: row.id,
    repositoryId: row.repository_id ?? undefined,
    organization: row.organization,
    url: row.url,
    secret: row.secret ?? undefined,
    contentType: row.content_type,
    events: row.events,
    active: row.active,
  };
}

export function deliveryOf(row: Row<'forge.deliveries'>): Delivery {
  return {
    id: row.id,
    hookId: row.hook_id,
    event: row.event,
    payload: row.payload,
    attempts: row.attempts,
    deliveredAt: row.delivered_at ?? undefined,
    status: row.status ?? undefined,
    createdAt: row.created_at,
  };
}
