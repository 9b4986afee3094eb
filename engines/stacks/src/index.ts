export { describeAffected } from './affected.ts';
export { type CommandResult, runAtmos } from './command.ts';
export { loadConfig } from './config.ts';
export { mergeAll } from './merge.ts';
export type { SourceTree, StackWorld, TreeEntry } from './ports.ts';
export { Stacks } from './resolve.ts';
export type { AtmosConfig, Data, Instance, ListStrategy, LoadedManifest } from './types.ts';
