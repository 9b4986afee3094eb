export { type Dialect, goYaml3Dialect, kubernetesDialect } from './dialect.ts';
export type { YamlLimits } from './limits.ts';
export {
  parseAllYaml,
  parseYaml,
  parseYamlDocuments,
  type YamlDocument,
  type YamlOptions,
} from './parse.ts';
export { positionOf } from './position.ts';
export { stringifyAllYaml, stringifyYaml } from './stringify.ts';
