import { createRequire } from 'node:module';
import type stringWidth from 'string-width';

const require = createRequire(import.meta.url);

let ofAnyText: typeof stringWidth | undefined;

/**
 * Cells that a text takes on a terminal. Nearly all text here is ASCII: the library, which takes 20 ms to load (a sixth of
 * what `gaia get` may take), is loaded for the rest only.
 */
export function widthOf(text: string): number {
  if (/^[\u0020-\u007e]*$/.test(text)) return text.length;
  ofAnyText ??= (require('string-width') as { default: typeof stringWidth }).default;
  return ofAnyText(text);
}
