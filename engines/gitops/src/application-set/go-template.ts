import { PlatformError } from '@infraforge/kernel';
import { member } from '../fields.ts';
import type { Parameters } from './parameter-set.ts';

/** Stands in for languages/gotemplate until it lands: only `{{ .a.b }}`. */
export function renderGo(
  text: string,
  parameters: Parameters,
  missingkey: string | undefined,
): string {
  return text.replaceAll(/\{\{\s*\.([\w.]+)\s*\}\}/g, (_whole, path: string) => {
    const value = member(parameters, ...path.split('.'));
    if (value === undefined && missingkey === 'error') {
      throw new PlatformError('gotemplate.render', `map has no entry for key "${path}"`);
    }
    return value === undefined ? '<no value>' : String(value);
  });
}
