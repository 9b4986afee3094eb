import { FunctionError } from '../problem.ts';
import { numberOf } from '../values.ts';
import { define, defineVariadic, type FunctionMap } from './define.ts';

/** What Argo CD's ApplicationSets add to Sprig, except for its YAML functions, which the caller brings. */
export const argoCdFunctions: FunctionMap = {
  normalize: define(['string'], normalizeName),
  slugify: defineVariadic(['any'], (...values: unknown[]) => slugifyCall(values)),
};

/** A text as a DNS subdomain: lower case, other characters become dashes (argo-cd util/applicationset SanitizeName). */
export function normalizeName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^-a-z0-9.]/gu, '-')
    .slice(0, 253)
    .replace(/^[-.]+|[-.]+$/g, '');
}

function slugifyCall(values: readonly unknown[]): string {
  const text = values.at(-1);
  if (values.length === 0 || typeof text !== 'string') {
    throw new FunctionError('slugify takes a text as its last argument');
  }
  const size = values.length > 1 ? numberOf(values[0]) : undefined;
  if (values.length > 1 && (size === undefined || size.kind === 'float')) {
    throw new FunctionError('slugify takes the maximal length as its first argument');
  }
  const smart = values.length > 2 ? values[1] : true;
  if (typeof smart !== 'boolean')
    throw new FunctionError('slugify takes a boolean as its second argument');
  return slugify(text, { maxLength: size ? Number(size.value) : 50, wholeWords: smart });
}

/** A text as a part of a name: letters, digits and single dashes, cut at a word where that is wanted. */
export function slugify(
  text: string,
  { maxLength, wholeWords }: { readonly maxLength: number; readonly wholeWords: boolean },
): string {
  const slug = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (slug.length <= maxLength) return slug;
  const cut = slug.slice(0, maxLength);
  if (!wholeWords) return cut.replace(/-+$/, '');
  const atWord = slug[maxLength] === '-' || cut.lastIndexOf('-') === -1;
  return (atWord ? cut : cut.slice(0, cut.lastIndexOf('-'))).replace(/-+$/, '');
}
