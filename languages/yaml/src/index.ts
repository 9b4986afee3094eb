export type { LocalTag } from './construct.ts';
export { type Dialect, goYaml3Dialect, kubernetesDialect } from './dialect.ts';
export { compareKeys } from './key-order.ts';
export type { YamlLimits } from './limits.ts';
export {
  parseAllYaml,
  parseYaml,
  parseYamlDocuments,
  type YamlDocument,
  type YamlOptions,
} from './parse.ts';
export { positionOf } from './position.ts';
export { type StringifyOptions, stringifyAllYaml, stringifyYaml } from './stringify.ts';
