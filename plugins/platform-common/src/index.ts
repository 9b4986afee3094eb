export type * from './cluster-types.ts';
export * from './schema/application.ts';
export * from './schema/cluster.ts';
export * from './schema/status.ts';
export * from './schema.ts';
export type * from './types.ts';
