import type { ForgeStore } from '@infraforge/scm';
import type { Database } from '../database/open-database.ts';
import { hookStore } from './hook-store.ts';
import { pullRequestStore } from './pull-request-store.ts';
import { repositoryStore } from './repository-store.ts';

/** What the forge remembers beside Git, in schema `forge`. */
export function createForgeStore({ kysely }: Database): ForgeStore {
  return { ...repositoryStore(kysely), ...pullRequestStore(kysely), ...hookStore(kysely) };
}
