export { argoCdFunctions, normalizeName, slugify } from './functions/argocd.ts';
export { sprigFunctions } from './functions/sprig.ts';
export { goTime } from './functions/time.ts';
export { FunctionError } from './problem.ts';
export {
  createTemplate,
  type PlainFunction,
  renderTemplate,
  type Template,
  type TemplateOptions,
} from './template.ts';
export {
  type GoObject,
  goFloat as wholeFloat,
  type ParameterType,
  type TemplateFunction,
} from './values.ts';
