export { readTerraformModule } from './read-module.ts';
export { type BrokenReference, brokenReferences } from './references.ts';
export type { Block, Output, TerraformModule, Variable } from './types.ts';
