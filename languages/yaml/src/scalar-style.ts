/** Which styles can hold a text (libyaml's yaml_emitter_analyze_scalar, in block context). */
export type AllowedStyles = {
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
};

export function analyze(text: string): AllowedStyles {
  if (text === '') return { plain: false, single: true, block: false };
  const special = hasSpecialCharacters(text);
  const spaceBreak = / \n/.test(text);
  const breakSpace = /\n /.test(text);
  const edges = /^[ \n]|[ \n]$/.test(text);
  const none = special || spaceBreak;
  return {
    plain: !none && !edges && !breakSpace && !text.includes('\n') && !hasBlockIndicators(text),
    single: !none && !breakSpace,
    block: !none && !text.endsWith(' '),
  };
}

/** Characters that only a double-quoted text can hold. */
function hasSpecialCharacters(text: string): boolean {
  for (const point of text) {
    const code = point.codePointAt(0) ?? 0;
    const printable =
      code === 0x0a || (code >= 0x20 && code <= 0x7e) || code >= 0xa0 || code === 0x85;
    if (!printable || code === 0xfeff || (code >= 0xd800 && code < 0xe000)) return true;
  }
  return false;
}

/** Characters that mean something where a plain text would stand. */
function hasBlockIndicators(text: string): boolean {
  if (text.startsWith('---') || text.startsWith('...')) return true;
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text) || /^[-?:](?:\s|$)/.test(text)) return true;
  return /:(?:\s|$)/.test(text) || /\s#/.test(text);
}
