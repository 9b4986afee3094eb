export { build } from './build.ts';
export { memoryTree } from './memory-tree.ts';
export type * from './ports.ts';
export type * from './types.ts';
