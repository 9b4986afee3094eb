export * from './application-schema.ts';
export * from './cluster-schema.ts';
export type * from './cluster-types.ts';
export * from './schema.ts';
export * from './status-schema.ts';
export type * from './types.ts';
