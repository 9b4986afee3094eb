export { readTerraformModule } from './read-module.ts';
export { brokenReferences, type Reference, referencesOf } from './references.ts';
export type { Block, Output, TerraformModule, Variable } from './types.ts';
