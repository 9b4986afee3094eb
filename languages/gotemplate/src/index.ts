export { argoCdFunctions, normalizeName, slugify } from './functions/argocd.ts';
export { gomplateFunctions } from './functions/gomplate/gomplate.ts';
export type { GomplateLanguages } from './functions/gomplate/gomplate-data.ts';
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
