export { createDatabase, dropDatabase } from './database/databases.ts';
export { migrate } from './database/migrate.ts';
export { type Database, type DatabaseOptions, openDatabase } from './database/open-database.ts';
export { createForgeStore } from './forge-store/create-forge-store.ts';
export { createLeadership, type Leadership } from './leadership/create-leadership.ts';
export { createObjectStore, type ObjectStoreOptions } from './object-store/create-object-store.ts';
export { pruneChanges } from './object-store/prune-changes.ts';
export { findPostgres } from './server/find-postgres.ts';
export {
  type PostgresOptions,
  type RunningPostgres,
  startPostgres,
} from './server/start-postgres.ts';
export { createServiceRegister } from './service-register/create-service-register.ts';
export { createTokenStore } from './token-store/create-token-store.ts';
