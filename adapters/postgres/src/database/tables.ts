import type { Hook, Repository } from '@infraforge/scm';
import type { RegisteredService } from '@infraforge/services';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** bigint: node-postgres gives it as text, so that no digit is lost. */
type Bigint = ColumnType<string, string | bigint | number, string | bigint | number>;
/** A JSON document: read as a value, written as text. */
type Json<Value> = ColumnType<Value, string, string>;
type Strings = JSONColumnType<readonly string[], string, string>;

/** Every table, as the migrations leave it. */
export type Tables = {
  'platform.tokens': {
    id: string;
    secret_hash: string;
    subject: string;
    description: string;
    scopes: Json<readonly string[] | null> | null;
    created_at: Date;
    expires_at: Date | null;
  };
  'platform.services': {
    name: string;
    team: string;
    description: string;
    state: RegisteredService['state'];
    task_id: string | null;
    requester: string;
    failure: string | null;
    created_at: Generated<Date>;
  };
  'platform.leaders': { name: string; epoch: Bigint; since: Date };

  'forge.organizations': {
    id: Generated<number>;
    login: string;
    description: string;
    created_at: Generated<Date>;
  };
  'forge.repositories': {
    id: Generated<number>;
    organization_id: number;
    name: string;
    description: string;
    homepage: string;
    visibility: Repository['visibility'];
    default_branch: string;
    topics: Strings;
    archived: boolean;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
    pushed_at: Date | null;
    last_pull_number: Generated<number>;
  };
  'forge.protections': {
    repository_id: number;
    branch: string;
    allow_force_pushes: boolean;
    allow_deletions: boolean;
    enforce_admins: boolean;
    required_approvals: number | null;
    document: Json<Readonly<Record<string, unknown>>>;
  };
  'forge.pull_requests': {
    id: Generated<number>;
    repository_id: number;
    number: number;
    title: string;
    body: string;
    state: 'open' | 'closed';
    merged: boolean;
    author: string;
    head_ref: string;
    base_ref: string;
    draft: boolean;
    labels: Strings;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  'forge.hooks': {
    id: Generated<number>;
    organization_id: number;
    repository_id: number | null;
    url: string;
    secret: string | null;
    content_type: Hook['contentType'];
    events: Strings;
    active: boolean;
  };
  'forge.deliveries': {
    id: string;
    hook_id: number;
    event: string;
    payload: Json<unknown>;
    attempts: Generated<number>;
    delivered_at: Date | null;
    status: number | null;
    created_at: Date;
    position: Generated<string>;
  };

  'cluster.revision': { current: Bigint; pruned: Bigint };
  'cluster.objects': ObjectColumns;
  'cluster.changes': ObjectColumns & { type: 'added' | 'modified' | 'deleted' };
};

type ObjectColumns = {
  resource_version: Bigint;
  group: string;
  kind: string;
  namespace: string;
  name: string;
  labels: Json<Readonly<Record<string, string>>>;
  /** Without the members that are sealed. */
  object: Json<unknown>;
  /** Encrypted members of a Secret, and which key they are under. */
  sealed: Buffer | null;
  key_id: string | null;
};
