/** Fills a text up to its width, counted in runes. */
export function pad(
  text: string,
  {
    width,
    minus,
    zero,
  }: { readonly width: number | undefined; readonly minus: boolean; readonly zero: boolean },
): string {
  if (width === undefined) return text;
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (minus) return text + ' '.repeat(missing);
  return (zero ? '0' : ' ').repeat(missing) + text;
}
