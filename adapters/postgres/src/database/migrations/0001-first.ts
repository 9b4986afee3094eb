import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Schemas `platform`, `forge`, `cluster` as the first release has them; `gitops` is kept free for its caches. */
export const first: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const OBJECT_COLUMNS = `
  "group" text not null,
  kind text not null,
  namespace text not null,
  name text not null,
  labels jsonb not null,
  object json not null,
  sealed bytea,
  key_id text`;

const STATEMENTS = [
  'create schema if not exists platform',
  'create schema if not exists forge',
  'create schema if not exists gitops',
  'create schema if not exists cluster',

  `create table platform.tokens (
    id text primary key,
    secret_hash text not null,
    subject text not null,
    description text not null,
    scopes json,
    created_at timestamptz not null,
    expires_at timestamptz
  )`,
  'create index on platform.tokens (subject, created_at)',
  `create table platform.services (
    name text primary key,
    team text not null,
    description text not null,
    state text not null check (state in ('creating', 'active', 'deleting', 'failed')),
    task_id text,
    requester text not null,
    failure text,
    created_at timestamptz not null default now()
  )`,
  `create table platform.leaders (
    name text primary key,
    epoch bigint not null,
    since timestamptz not null
  )`,

  `create table forge.organizations (
    id integer generated always as identity primary key,
    login text not null,
    description text not null,
    created_at timestamptz not null default now()
  )`,
  'create unique index on forge.organizations (lower(login))',
  `create table forge.repositories (
    id integer generated always as identity primary key,
    organization_id integer not null references forge.organizations,
    name text not null,
    description text not null,
    homepage text not null,
    visibility text not null check (visibility in ('public', 'private', 'internal')),
    default_branch text not null,
    topics jsonb not null,
    archived boolean not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    pushed_at timestamptz,
    last_pull_number integer not null default 0
  )`,
  'create unique index repositories_name on forge.repositories (organization_id, lower(name))',
  `create table forge.protections (
    repository_id integer not null references forge.repositories on delete cascade,
    branch text not null,
    allow_force_pushes boolean not null,
    allow_deletions boolean not null,
    enforce_admins boolean not null,
    required_approvals integer,
    document json not null,
    primary key (repository_id, branch)
  )`,
  `create table forge.pull_requests (
    id integer generated always as identity primary key,
    repository_id integer not null references forge.repositories on delete cascade,
    number integer not null,
    title text not null,
    body text not null,
    state text not null check (state in ('open', 'closed')),
    merged boolean not null,
    author text not null,
    head_ref text not null,
    base_ref text not null,
    draft boolean not null,
    labels jsonb not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (repository_id, number)
  )`,
  `create table forge.hooks (
    id integer generated always as identity primary key,
    organization_id integer not null references forge.organizations on delete cascade,
    repository_id integer references forge.repositories on delete cascade,
    url text not null,
    secret text,
    content_type text not null check (content_type in ('json', 'form')),
    events jsonb not null,
    active boolean not null,
    unique nulls not distinct (organization_id, repository_id, url)
  )`,
  `create table forge.deliveries (
    id text primary key,
    hook_id integer not null references forge.hooks on delete cascade,
    event text not null,
    payload json not null,
    attempts integer not null default 0,
    delivered_at timestamptz,
    status integer,
    created_at timestamptz not null,
    position bigint generated always as identity
  )`,
  'create index on forge.deliveries (position) where delivered_at is null',
  'create index on forge.deliveries (hook_id)',

  `create table cluster.revision (
    only_row boolean primary key default true check (only_row),
    current bigint not null,
    pruned bigint not null
  )`,
  'insert into cluster.revision (current, pruned) values (0, 0)',
  `create table cluster.objects (
    ${OBJECT_COLUMNS},
    resource_version bigint not null,
    primary key ("group", kind, namespace, name)
  )`,
  'create index on cluster.objects (kind, namespace)',
  'create index on cluster.objects using gin (labels jsonb_path_ops)',
  `create table cluster.changes (
    resource_version bigint primary key,
    type text not null check (type in ('added', 'modified', 'deleted')),
    ${OBJECT_COLUMNS}
  )`,
];
