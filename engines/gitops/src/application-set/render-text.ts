import type { ApplicationSet } from '../types.ts';
import { goTemplates } from './go-template.ts';
import type { Parameters } from './parameter-set.ts';

/** Fills the templates of one text. Throws PlatformError when the text cannot be rendered. */
export type RenderText = (text: string, parameters: Parameters) => string;

/** The template language that a set chose: Go's with `goTemplate: true`, else plain `{{tag}}`. */
export function renderTextOf(set: ApplicationSet): RenderText {
  if (!set.spec.goTemplate) return renderFast;
  const options = set.spec.goTemplateOptions ?? [];
  const missingkey = options.find((option) => option.startsWith('missingkey='));
  const { render } = goTemplates(missingkey?.slice('missingkey='.length));
  return render;
}

/** `{{ tag }}` becomes the parameter of that name; unknown tags and values that are no text stay as they stand. */
export function renderFast(text: string, parameters: Parameters): string {
  return text.replaceAll(/\{\{(.*?)\}\}/gs, (whole, tag: string) => {
    const value = Object.hasOwn(parameters, tag.trim()) ? parameters[tag.trim()] : undefined;
    return typeof value === 'string' ? value : whole;
  });
}
