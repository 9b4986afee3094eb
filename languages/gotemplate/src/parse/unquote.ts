import { fromBytes, toBytes } from '../bytes.ts';

const simple: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  "'": 39,
  '"': 34,
};
const escapeSequence =
  /^\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3}))/;

/** The text of a quoted or raw Go string; undefined when an escape is wrong (strconv.Unquote). */
export function unquote(text: string): string | undefined {
  const quote = text[0];
  const body = text.slice(1, -1);
  if (quote === '`') return body.replaceAll('\r', '');
  const bytes: number[] = [];
  let rest = body;
  while (rest !== '') {
    const character = unquoteCharacter(rest, quote ?? '"');
    if (!character) return undefined;
    bytes.push(...character.bytes);
    rest = rest.slice(character.length);
  }
  return fromBytes(Uint8Array.from(bytes));
}

export type Character = {
  readonly bytes: readonly number[];
  readonly code: number;
  /** How many UTF-16 units of the text it takes. */
  readonly length: number;
};

/** The first character of the inside of a quoted text; undefined when it is not allowed there. */
export function unquoteCharacter(text: string, quote: string): Character | undefined {
  if (text === '') return undefined;
  if (text[0] !== '\\') {
    const point = String.fromCodePoint(text.codePointAt(0) ?? 0);
    if (point === quote) return undefined;
    return { bytes: [...toBytes(point)], code: point.codePointAt(0) ?? 0, length: point.length };
  }
  const match = escapeSequence.exec(text);
  if (!match) return undefined;
  const [whole, letter, hex, short, long, octal] = match;
  if (letter !== undefined) {
    if ((letter === "'" || letter === '"') && letter !== quote) return undefined;
    return { bytes: [simple[letter] ?? 0], code: simple[letter] ?? 0, length: whole.length };
  }
  const byte = hex ? Number.parseInt(hex, 16) : octal ? Number.parseInt(octal, 8) : undefined;
  if (byte !== undefined) {
    return byte > 255 ? undefined : { bytes: [byte], code: byte, length: whole.length };
  }
  const code = Number.parseInt(short ?? long ?? '', 16);
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
  return { bytes: [...toBytes(String.fromCodePoint(code))], code, length: whole.length };
}
