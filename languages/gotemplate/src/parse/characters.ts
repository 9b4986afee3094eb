const spaces = ' \t\r\n';

/** Go's template lexer knows only ASCII white space. */
export function isSpace(character: string | undefined): boolean {
  return character !== undefined && character !== '' && spaces.includes(character);
}

export function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

/** Where the text before a trimming delimiter ends. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let index = end;
  while (index > start && isSpace(text[index - 1])) index -= 1;
  return index;
}

/** `U+002D '-'`, as Go's %#U prints it. */
export function unicodeName(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character)
    ? `U+${code} '${character}'`
    : `U+${code}`;
}
