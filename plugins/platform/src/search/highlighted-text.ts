/** A piece of a text: found words are marked. */
export interface TextPiece {
  readonly text: string;
  readonly found: boolean;
}

/** Splits a text that the search marked with `preTag` and `postTag`; tags that do not match stay as text. */
export function piecesOf(text: string, preTag: string, postTag: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  const add = (piece: string, found: boolean) => {
    if (piece !== '') pieces.push({ text: piece, found });
  };
  let rest = text;
  for (;;) {
    const start = rest.indexOf(preTag);
    const end = start === -1 ? -1 : rest.indexOf(postTag, start + preTag.length);
    if (start === -1 || end === -1) break;
    add(rest.slice(0, start), false);
    add(rest.slice(start + preTag.length, end), true);
    rest = rest.slice(end + postTag.length);
  }
  add(rest, false);
  return pieces;
}
